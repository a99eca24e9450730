package io.btautomations.btql.explain;

import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.bind.BoundExpression.AnySpan;
import io.btautomations.btql.bind.BoundExpression.Column;
import io.btautomations.btql.bind.BoundExpression.IsTrue;
import io.btautomations.btql.eval.Compiler;
import io.btautomations.btql.eval.Row;
import io.btautomations.btql.function.CallContext;
import io.btautomations.btql.plan.Paths;
import io.btautomations.btql.row.FieldPath;
import io.btautomations.btql.row.PathSet;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.SpreadValue;
import io.btautomations.btql.value.Step;
import io.btautomations.btql.value.Value;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Says of one row why a condition holds or does not. {@code any_span} looks at the row alone. */
final class RowJudge {

    private final PathSet paths;
    private final Compiler compiler;
    private final Row row;

    private RowJudge(BoundExpression condition, ObjectValue row, CallContext context) {
        this.paths = Paths.readBy(List.of(condition));
        this.compiler = new Compiler(paths);
        this.row = new ReadRow(paths, row, context);
    }

    static Judgement judge(BoundExpression condition, ObjectValue row, CallContext context) {
        return new RowJudge(condition, row, context).judge(condition);
    }

    private Judgement judge(BoundExpression condition) {
        List<Judgement> parts = parts(condition).stream().map(this::judge).toList();
        return new Judgement(
                Spelling.of(condition),
                compiler.condition(onRow(condition)).test(row),
                parts.isEmpty() ? values(condition) : new TreeMap<>(),
                parts);
    }

    private static List<BoundExpression> parts(BoundExpression condition) {
        return switch (condition) {
            case BoundExpression.And and -> and.terms();
            case BoundExpression.Or or -> or.terms();
            case BoundExpression.Not not -> isComposed(not.condition()) ? List.of(not.condition()) : List.of();
            case IsTrue isTrue -> isComposed(isTrue.condition()) ? List.of(isTrue.condition()) : List.of();
            case AnySpan anySpan -> List.of(anySpan.condition());
            default -> List.of();
        };
    }

    private static boolean isComposed(BoundExpression condition) {
        return !parts(condition).isEmpty();
    }

    private static BoundExpression onRow(BoundExpression condition) {
        BoundExpression inner = condition.withChildren(RowJudge::onRow);
        return inner instanceof AnySpan anySpan ? new IsTrue(anySpan.condition()) : inner;
    }

    private SortedMap<String, Value> values(BoundExpression condition) {
        SortedMap<String, Value> values = new TreeMap<>();
        condition
                .tree()
                .filter(expression ->
                        expression instanceof Column column && !column.path().equals(FieldPath.ROW))
                .forEach(column -> {
                    Value value = compiler.operand(column).value(row);
                    values.put(Spelling.of(column), value instanceof SpreadValue spread ? spread.toArray() : value);
                });
        return values;
    }

    /** A row as it was read, column for column. */
    private record ReadRow(PathSet paths, ObjectValue object, CallContext context) implements Row {

        @Override
        public Value column(int slot) {
            List<Step> steps = paths.paths().get(slot).keys().stream()
                    .map(key -> (Step) new Step.Key(key))
                    .toList();
            return Step.follow(object, steps);
        }

        @Override
        public Value derived(int index) {
            throw new IllegalStateException("a condition on rows that were read has no derived column " + index);
        }
    }
}
