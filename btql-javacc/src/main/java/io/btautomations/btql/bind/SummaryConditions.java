package io.btautomations.btql.bind;

import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.bind.BoundExpression.AnySpan;
import io.btautomations.btql.bind.BoundExpression.Column;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.type.RowSchema;

/** Tells conditions on the summary of a trace from those on its spans. */
public final class SummaryConditions {

    private SummaryConditions() {}

    /** Whether {@code condition} reads a field that only summaries have, outside of any {@code any_span}. */
    public static boolean readsSummary(BoundExpression condition) {
        return switch (condition) {
            case AnySpan anySpan -> false;
            case Column column -> RowSchema.isOnlyInSummaries(column.path());
            default -> condition.children().stream().anyMatch(SummaryConditions::readsSummary);
        };
    }

    /** Spans are looked at before there is a summary: one condition cannot weigh one against the other. */
    static void check(BoundExpression condition, Expression source, Findings findings) {
        if (readsSummary(condition) && condition.tree().anyMatch(AnySpan.class::isInstance)) {
            findings.error(
                    DiagnosticCode.MISPLACED_SPAN_FILTER,
                    source.span(),
                    "any_span() and a metric of the summary stand in one condition",
                    "join them with AND only, or write two queries");
        }
    }
}
