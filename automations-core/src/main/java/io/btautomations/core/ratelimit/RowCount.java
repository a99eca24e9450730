package io.btautomations.core.ratelimit;

import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How many rows an input holds, and which: from its attributes where they say enough, else from its content. */
final class RowCount {

    /** An input whose attributes and content cannot both be true. The message says why, for the user. */
    static final class Contradiction extends Exception {

        private static final long serialVersionUID = 1L;

        Contradiction(String message) {
            super(message);
        }
    }

    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");
    private static final Set<String> JSON_TYPES =
            Set.of("application/jsonl", "application/x-ndjson", "application/x-jsonlines", "application/json");

    private final RowExpressions expressions;
    private final RowCensus census;

    RowCount(RowExpressions expressions) {
        this.expressions = expressions;
        this.census = new RowCensus(expressions);
    }

    /** The rows of the input. */
    RowTallies of(FlowItem item, StepSession session) throws Contradiction, StepException {
        Optional<Long> told = told(item);
        boolean readable = isJson(item)
                && (expressions.id().isPresent() || expressions.group().isPresent());
        if (told.isPresent() && (told.get() == 0 || !readable)) {
            return RowTallies.ungrouped(RowTally.anonymous(told.get()));
        }
        RowTallies found = read(item, session);
        if (told.isPresent() && told.get() != found.rows()) {
            throw new Contradiction("record.count is " + told.get() + ", but the content has " + found.rows()
                    + " rows; count the rows anew after changing the content");
        }
        return found;
    }

    private RowTallies read(FlowItem item, StepSession session) throws StepException {
        try (InputStream content = session.read(item)) {
            return census.of(content);
        } catch (IOException e) {
            throw new StepException("The content of an input cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<Long> told(FlowItem item) throws Contradiction {
        Optional<String> text = item.attribute(Attributes.RECORD_COUNT);
        if (text.isPresent() && !NUMBER.matcher(text.get()).matches()) {
            throw new Contradiction("record.count must be a whole number, got '" + text.get() + "'");
        }
        return text.map(Long::valueOf);
    }

    /** Whether the content is JSON, as far as the input says. */
    private static boolean isJson(FlowItem item) {
        return item.attribute(Attributes.MIME_TYPE)
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .map(type -> type.isEmpty() || JSON_TYPES.contains(type) || type.endsWith("+json"))
                .orElse(true);
    }
}
