package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;

/** The word {@code null}. */
public record NullLiteral(SourceSpan span) implements Literal {}
