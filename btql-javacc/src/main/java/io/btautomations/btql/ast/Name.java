package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;

/** A word that names something: an alias, a function, a source. */
public record Name(String text, SourceSpan span) implements Node {}
