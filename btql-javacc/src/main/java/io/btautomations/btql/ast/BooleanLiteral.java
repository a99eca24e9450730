package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;

/** {@code true} or {@code false}. */
public record BooleanLiteral(boolean value, SourceSpan span) implements Literal {}
