package io.btautomations.btql.eval;

import io.btautomations.btql.row.SlotValues;
import io.btautomations.btql.scan.TextSearch;
import io.btautomations.btql.scan.ValueKind;
import io.btautomations.btql.value.Truth;

/** A column that fits a pattern: looks for the longest run of plain characters before anything else. */
final class SliceLike extends SliceCondition {

    private final TextSearch search;
    private final boolean isWholePattern;

    SliceLike(int slot, LiteralRun run, boolean ignoreCase, Condition general) {
        super(slot, general);
        this.search = TextSearch.of(run.text(), ignoreCase);
        this.isWholePattern = run.isWholePattern();
    }

    @Override
    Truth test(SlotValues values, int slot, ValueKind kind, Row row) {
        return switch (kind) {
            case MISSING, NULL -> Truth.UNKNOWN;
            case SPREAD -> general(row);
            case STRING, ESCAPED_STRING -> {
                boolean isIn = search.isIn(values.bytes(), values.start(slot), values.end(slot));
                yield isIn && !isWholePattern ? general(row) : Truth.of(isIn);
            }
            case FALSE, TRUE, NUMBER, OBJECT, ARRAY -> Truth.FALSE;
        };
    }
}
