package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;

/** A condition of a {@link Conditional} and its value. */
public record Branch(Expression condition, Expression value, SourceSpan span) implements Node {}
