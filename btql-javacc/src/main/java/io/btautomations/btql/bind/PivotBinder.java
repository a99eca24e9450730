package io.btautomations.btql.bind;

import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.Name;
import io.btautomations.btql.ast.Pivot;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Binds a pivot: which key becomes columns, what the columns hold, and which outputs remain. */
final class PivotBinder {

    private final Pivot pivot;
    private final List<BoundExpression> keys;
    private final List<BoundQuery.Output> outputs;
    private final Findings findings;

    PivotBinder(Pivot pivot, List<BoundExpression> keys, List<BoundQuery.Output> outputs, Findings findings) {
        this.pivot = pivot;
        this.keys = keys;
        this.outputs = outputs;
        this.findings = findings;
    }

    /** @param named the pivoted key if the text names it; else it is the last dimension */
    Optional<BoundQuery.Pivot> bind(Function<Expression, BoundExpression> overResult, Optional<BoundExpression> named) {
        if (keys.isEmpty()) {
            findings.error(
                    DiagnosticCode.MISPLACED_PIVOT,
                    pivot.span(),
                    "there is no dimension whose values could become columns",
                    "add the dimension to pivot on");
            return Optional.empty();
        }
        BoundExpression column = named.orElseGet(() -> {
            int last = keys.size() - 1;
            return new BoundExpression.Derived(
                    last, "key " + (last + 1), keys.get(last).type());
        });
        List<BoundQuery.Output> measures = new ArrayList<>();
        for (AliasedExpression measure : pivot.measures()) {
            BoundExpression bound = overResult.apply(measure.expression());
            if (isKey(bound)) {
                findings.error(
                        DiagnosticCode.MISPLACED_PIVOT,
                        measure.span(),
                        "this is no measure",
                        "name measures or write aggregates");
            }
            String name = measure.alias()
                    .map(Name::text)
                    .orElseGet(() -> OutputNames.of(List.of(measure), findings).getFirst());
            measures.add(new BoundQuery.Output(name, bound));
        }
        return Optional.of(new BoundQuery.Pivot(column, remaining(column, measures), List.copyOf(measures)));
    }

    private List<BoundQuery.Output> remaining(BoundExpression column, List<BoundQuery.Output> measures) {
        List<BoundQuery.Output> remaining = new ArrayList<>();
        for (BoundQuery.Output output : outputs) {
            boolean isPivoted =
                    measures.stream().anyMatch(measure -> measure.expression().equals(output.expression()));
            if (isKey(output.expression()) && !output.expression().equals(column)) {
                remaining.add(output);
            } else if (!isPivoted && !output.expression().equals(column)) {
                findings.error(
                        DiagnosticCode.MISPLACED_PIVOT,
                        pivot.span(),
                        "the column '" + Findings.quote(output.name()) + "' is not pivoted",
                        "add it to the pivot or leave it out");
            }
        }
        return List.copyOf(remaining);
    }

    private boolean isKey(BoundExpression expression) {
        return expression
                .tree()
                .noneMatch(node -> node instanceof BoundExpression.Derived derived && derived.index() >= keys.size());
    }
}
