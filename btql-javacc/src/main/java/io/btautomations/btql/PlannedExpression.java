package io.btautomations.btql;

import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.eval.Compiler;
import io.btautomations.btql.eval.Operand;
import io.btautomations.btql.eval.ScannedRow;
import io.btautomations.btql.plan.Paths;
import io.btautomations.btql.row.FieldPath;
import io.btautomations.btql.row.PathSet;
import io.btautomations.btql.row.SlotValues;
import io.btautomations.btql.value.SpreadValue;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** An expression with the paths that it reads. */
final class PlannedExpression implements CompiledExpression {

    private final String canonicalText;
    private final List<Diagnostic> warnings;
    private final BtqlOptions options;
    private final PathSet paths;
    private final Operand operand;

    PlannedExpression(String canonicalText, BoundExpression bound, List<Diagnostic> warnings, BtqlOptions options) {
        this.canonicalText = canonicalText;
        this.warnings = warnings;
        this.options = options;
        this.paths = Paths.readBy(List.of(bound));
        this.operand = new Compiler(paths).operand(bound);
    }

    static SortedSet<String> names(PathSet paths) {
        SortedSet<String> names = new TreeSet<>();
        paths.paths().stream().map(FieldPath::toString).forEach(names::add);
        return Collections.unmodifiableSortedSet(names);
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
    public SortedSet<String> paths() {
        return names(paths);
    }

    @Override
    public RowExpression newRowExpression() {
        SlotValues values = SlotValues.of(paths, options.reading().check());
        ScannedRow row = new ScannedRow(values, options.context());
        return (bytes, from, to) ->
                values.read(bytes, from, to) ? Optional.of(SpreadValue.whole(operand.value(row))) : Optional.empty();
    }
}
