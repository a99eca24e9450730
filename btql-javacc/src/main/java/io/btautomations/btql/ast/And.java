package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;

/**
 * Terms joined by {@code AND}.
 *
 * @param terms two or more, none of them an {@link And}: such a term gives its own terms instead of itself
 */
public record And(List<Expression> terms, SourceSpan span) implements Expression {

    public And {
        terms = flat(terms);
        if (terms.size() < 2) {
            throw new IllegalArgumentException("AND joins two terms or more");
        }
    }

    @Override
    public List<Expression> children() {
        return terms;
    }

    private static List<Expression> flat(List<Expression> terms) {
        if (terms.stream().noneMatch(And.class::isInstance)) {
            return List.copyOf(terms);
        }
        List<Expression> flat = new ArrayList<>();
        for (Expression term : terms) {
            if (term instanceof And nested) {
                flat.addAll(nested.terms());
            } else {
                flat.add(term);
            }
        }
        return List.copyOf(flat);
    }
}
