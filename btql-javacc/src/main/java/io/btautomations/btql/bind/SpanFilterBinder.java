package io.btautomations.btql.bind;

import io.btautomations.btql.ast.And;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.FunctionCall;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Binds {@code any_span} and {@code filter_spans}. {@code any_span(a AND any_span(b))} is {@code any_span(a) AND
 * any_span(b)}; nothing nests deeper.
 */
final class SpanFilterBinder {

    private static final int DEEPEST = 2;

    private final ExpressionBinder binder;
    private final Findings findings;
    private final boolean hasTraces;
    private int depth;

    SpanFilterBinder(ExpressionBinder binder, Findings findings, boolean hasTraces) {
        this.binder = binder;
        this.findings = findings;
        this.hasTraces = hasTraces;
    }

    BoundExpression bind(FunctionCall call) {
        Expression condition = call.arguments().getFirst();
        depth++;
        try {
            if (depth > DEEPEST) {
                findings.error(
                        DiagnosticCode.MISPLACED_SPAN_FILTER,
                        call.span(),
                        call.name().text() + "() nests deeper than two levels",
                        "join the conditions with AND, each in an any_span() of its own");
            }
            if (call.name().text().equals("filter_spans")) {
                return filterSpans(call, condition);
            }
            return anySpan(condition);
        } finally {
            depth--;
        }
    }

    /** Without traces it is the condition; with them the query takes it out of its filter before binding. */
    private BoundExpression filterSpans(FunctionCall call, Expression condition) {
        if (hasTraces) {
            findings.error(
                    DiagnosticCode.MISPLACED_SPAN_FILTER,
                    call.span(),
                    "filter_spans() must be a condition of its own, joined with AND to the others");
        }
        return binder.bind(condition);
    }

    private BoundExpression anySpan(Expression condition) {
        List<BoundExpression> onOneSpan = new ArrayList<>();
        List<BoundExpression> all = new ArrayList<>();
        for (Expression term : condition instanceof And and ? and.terms() : List.of(condition)) {
            boolean isNested =
                    term instanceof FunctionCall call && call.name().text().equals("any_span");
            BoundExpression bound = binder.bind(term);
            if (isNested) {
                all.add(bound);
            } else {
                onOneSpan.add(bound);
            }
        }
        if (hasTraces
                && onOneSpan.stream()
                        .flatMap(BoundExpression::tree)
                        .anyMatch(BoundExpression.AnySpan.class::isInstance)) {
            findings.error(
                    DiagnosticCode.MISPLACED_SPAN_FILTER,
                    condition.span(),
                    "any_span() within any_span() must be joined with AND to the other conditions");
        }
        if (!onOneSpan.isEmpty()) {
            BoundExpression together = ExpressionBinder.and(onOneSpan);
            all.addFirst(hasTraces ? new BoundExpression.AnySpan(together) : new BoundExpression.IsTrue(together));
        }
        return ExpressionBinder.and(all);
    }
}
