package io.btautomations.btql.explain;

import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.bind.BoundExpression.Constant;
import io.btautomations.btql.plan.Optimizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A part of a text that no row can change, and so is calculated once.
 *
 * @param text the part in canonical spelling
 * @param value what it is worth, in canonical spelling
 */
public record Folding(String text, String value) {

    /** The largest such parts of {@code expressions}, each once, in the order of the text. */
    static List<Folding> of(List<BoundExpression> expressions, Optimizer optimizer) {
        Set<Folding> found = new LinkedHashSet<>();
        expressions.forEach(expression -> collect(expression, optimizer, found));
        return List.copyOf(found);
    }

    private static void collect(BoundExpression expression, Optimizer optimizer, Set<Folding> found) {
        if (expression instanceof Constant) {
            return;
        }
        BoundExpression optimized = optimizer.optimize(expression);
        if (optimized instanceof Constant) {
            String text = Spelling.of(expression);
            String value = Spelling.of(optimized);
            if (!text.equals(value)) {
                found.add(new Folding(text, value));
            }
            return;
        }
        expression.children().forEach(child -> collect(child, optimizer, found));
    }
}
