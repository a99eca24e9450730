package io.btautomations.btql.plan;

import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.bind.BoundExpression.AnySpan;
import io.btautomations.btql.bind.BoundExpression.AsInstant;
import io.btautomations.btql.bind.BoundExpression.Call;
import io.btautomations.btql.bind.BoundExpression.Column;
import io.btautomations.btql.bind.BoundExpression.Includes;
import io.btautomations.btql.bind.BoundExpression.Like;
import io.btautomations.btql.bind.BoundExpression.Match;
import java.util.Set;

/** A rough estimate of how long an expression takes to evaluate, for comparing two of them. */
final class Cost {

    /** Fields that hold long texts, so that decoding them costs more than comparing any number of others. */
    private static final Set<String> HEAVY_FIELDS = Set.of("input", "output", "expected", "metadata", "error");

    private static final int HEAVY = 200;

    private Cost() {}

    static int of(BoundExpression expression) {
        long total = expression.tree().mapToLong(Cost::own).sum();
        return (int) Math.min(total, Integer.MAX_VALUE);
    }

    private static int own(BoundExpression expression) {
        return switch (expression) {
            case Column column -> column(column);
            case Like like -> 20;
            case Match match -> 40;
            case Includes includes -> 10;
            case AsInstant asInstant -> 10;
            case Call call -> 15;
            case AnySpan anySpan -> 5;
            default -> 1;
        };
    }

    private static int column(Column column) {
        boolean isHeavy = column.path().keys().size() == 1
                && HEAVY_FIELDS.contains(column.path().keys().getFirst());
        return isHeavy ? HEAVY : 2;
    }
}
