package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;

/**
 * The value of the first branch whose condition is true: {@code a ? 1 : b ? 2 : 3} or {@code CASE WHEN a THEN 1 WHEN b
 * THEN 2 ELSE 3 END}.
 *
 * @param branches at least one
 * @param otherwise the value if no condition is true, the null literal for a missing {@code ELSE}; never a
 *     {@link Conditional}: such a one gives its branches to this one
 */
public record Conditional(List<Branch> branches, Expression otherwise, SourceSpan span) implements Expression {

    public Conditional {
        if (branches.isEmpty()) {
            throw new IllegalArgumentException("a conditional has at least one branch");
        }
        if (otherwise instanceof Conditional nested) {
            List<Branch> all = new ArrayList<>(branches);
            all.addAll(nested.branches());
            branches = all;
            otherwise = nested.otherwise();
        }
        branches = List.copyOf(branches);
    }

    @Override
    public List<Expression> children() {
        List<Expression> children = new ArrayList<>(2 * branches.size() + 1);
        for (Branch branch : branches) {
            children.add(branch.condition());
            children.add(branch.value());
        }
        children.add(otherwise);
        return List.copyOf(children);
    }
}
