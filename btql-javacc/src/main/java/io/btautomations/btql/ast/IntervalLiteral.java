package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;

/** A length of time such as {@code interval 7 day}. */
public record IntervalLiteral(long amount, IntervalUnit unit, SourceSpan span) implements Literal {}
