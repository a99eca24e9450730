package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;

/** A key and its value in an {@link ObjectConstructor}. */
public record ObjectEntry(String key, Expression value, SourceSpan span) implements Node {}
