package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;

/** {@code name => value} in a function call. */
public record NamedArgument(Name name, Expression value, SourceSpan span) implements Node {}
