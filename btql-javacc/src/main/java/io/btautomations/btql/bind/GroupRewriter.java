package io.btautomations.btql.bind;

import io.btautomations.btql.bind.BoundExpression.Aggregate;
import io.btautomations.btql.bind.BoundExpression.Column;
import io.btautomations.btql.bind.BoundExpression.Constant;
import io.btautomations.btql.bind.BoundExpression.Derived;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;

/** Puts keys and aggregates of a group in the place of the expressions that calculate them from rows. */
final class GroupRewriter {

    private final List<BoundExpression> keys;
    private final List<Aggregate> aggregates = new ArrayList<>();
    private final Findings findings;

    GroupRewriter(List<BoundExpression> keys, Findings findings) {
        this.keys = keys;
        this.findings = findings;
    }

    /** The aggregates found so far; they are derived after the keys. */
    List<Aggregate> aggregates() {
        return List.copyOf(aggregates);
    }

    /** {@code expression} as it is calculated from a group; {@code span} is where it stands. */
    BoundExpression rewrite(BoundExpression expression, SourceSpan span) {
        int key = keys.indexOf(expression);
        if (key >= 0 && !(expression instanceof Constant)) {
            return new Derived(key, "key " + (key + 1), expression.type());
        }
        return switch (expression) {
            case Aggregate aggregate -> aggregate(aggregate);
            case Column column -> notGrouped(column.path().toString(), column, span);
            case Derived derived -> notGrouped(derived.name(), derived, span);
            default -> expression.withChildren(child -> rewrite(child, span));
        };
    }

    private BoundExpression aggregate(Aggregate aggregate) {
        int index = aggregates.indexOf(aggregate);
        if (index < 0) {
            index = aggregates.size();
            aggregates.add(aggregate);
        }
        return new Derived(keys.size() + index, aggregate.function().word(), aggregate.type());
    }

    private BoundExpression notGrouped(String name, BoundExpression column, SourceSpan span) {
        findings.error(
                DiagnosticCode.NOT_GROUPED,
                span,
                "'" + Findings.quote(name) + "' differs within a group",
                "add it to dimensions (GROUP BY), or use an aggregate such as any_value()");
        return column;
    }
}
