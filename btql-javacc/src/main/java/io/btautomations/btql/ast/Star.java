package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.List;

/**
 * All fields: {@code *} in a select list, in {@code infer} and in {@code count(*)}.
 *
 * @param replacements fields that have another value in the result, {@code * replace (lower(name) as name)}; each has
 *     an alias. Mostly empty
 */
public record Star(List<AliasedExpression> replacements, SourceSpan span) implements Expression {

    public Star {
        replacements = List.copyOf(replacements);
    }

    @Override
    public List<Expression> children() {
        return replacements.stream().map(AliasedExpression::expression).toList();
    }
}
