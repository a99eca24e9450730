package io.btautomations.core.source.log;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.RowExpression;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.core.braintrust.PaginationKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Finds the value of a field at the top of rows. For one thread. */
public final class RowFields {

    private final String field;
    private final RowExpression value;

    private RowFields(String field, RowExpression value) {
        this.field = field;
        this.value = value;
    }

    /** Finds the field; its name is a plain word. */
    public static RowFields of(String field) {
        try {
            RowExpression value = Btql.expression(field, BtqlOptions.of(InstantSource.fixed(Instant.EPOCH)))
                    .newRowExpression();
            return new RowFields(field, value);
        } catch (BtqlException e) {
            throw new IllegalArgumentException(field + " is no field", e);
        }
    }

    /** The text; nothing if the row has none. */
    public Optional<String> text(byte[] bytes, int from, int to) {
        return value.value(bytes, from, to)
                .flatMap(found -> found instanceof TextValue text ? Optional.of(text.text()) : Optional.empty());
    }

    /** The value as a whole number; -1 if it is none. */
    public long number(byte[] row) {
        return value.value(row, 0, row.length)
                .filter(NumberValue.class::isInstance)
                .map(found -> (long) ((NumberValue) found).approximate())
                .orElse(-1L);
    }

    /**
     * The text as a key.
     *
     * @throws RowOrderException if it is none
     */
    public PaginationKey key(byte[] bytes, int from, int to) throws RowOrderException {
        Optional<String> found = text(bytes, from, to);
        try {
            return PaginationKey.parse(
                    found.orElseThrow(() -> new RowOrderException("A row of the answer has no " + field)));
        } catch (IllegalArgumentException e) {
            throw new RowOrderException("A row of the answer has a " + field + " that is none: " + e.getMessage());
        }
    }
}
