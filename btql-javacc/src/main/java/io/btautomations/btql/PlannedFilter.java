package io.btautomations.btql;

import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.eval.Compiler;
import io.btautomations.btql.eval.Condition;
import io.btautomations.btql.eval.ScannedRow;
import io.btautomations.btql.plan.Paths;
import io.btautomations.btql.row.PathSet;
import io.btautomations.btql.row.SlotValues;
import io.btautomations.btql.value.BooleanValue;
import java.util.List;
import java.util.SortedSet;

/** A condition with the paths that it reads. */
final class PlannedFilter implements CompiledFilter {

    private final String canonicalText;
    private final BoundExpression bound;
    private final List<Diagnostic> warnings;
    private final BtqlOptions options;
    private final PathSet paths;
    private final Condition condition;

    PlannedFilter(String canonicalText, BoundExpression bound, List<Diagnostic> warnings, BtqlOptions options) {
        this.canonicalText = canonicalText;
        this.bound = bound;
        this.warnings = warnings;
        this.options = options;
        this.paths = Paths.readBy(List.of(bound));
        this.condition = new Compiler(paths).condition(bound);
    }

    @Override
    public String canonicalText() {
        return canonicalText;
    }

    @Override
    public List<Diagnostic> warnings() {
        return warnings;
    }

    @Override
    public boolean matchesAll() {
        return bound instanceof BoundExpression.Constant constant && constant.value() == BooleanValue.TRUE;
    }

    @Override
    public SortedSet<String> paths() {
        return PlannedExpression.names(paths);
    }

    @Override
    public RowFilter newRowFilter() {
        SlotValues values = SlotValues.of(paths, options.reading().check());
        ScannedRow row = new ScannedRow(values, options.context());
        return (bytes, from, to) -> {
            if (!values.read(bytes, from, to)) {
                return Verdict.MALFORMED;
            }
            return switch (condition.test(row)) {
                case TRUE -> Verdict.TRUE;
                case FALSE -> Verdict.FALSE;
                case UNKNOWN -> Verdict.UNKNOWN;
            };
        };
    }
}
