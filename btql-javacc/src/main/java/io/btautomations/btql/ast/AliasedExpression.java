package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.Optional;

/**
 * An item of a list of columns: {@code avg(scores.a) as average}.
 *
 * @param expression a {@link Star} only in select lists, and then without an alias
 */
public record AliasedExpression(Expression expression, Optional<Name> alias, SourceSpan span) implements Node {}
