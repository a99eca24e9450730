package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;

/**
 * The value under a key of an object: {@code .model}, {@code ."a b"} or {@code ['a b']}.
 *
 * @param key case-sensitive, may be any text
 */
public record KeyStep(String key, SourceSpan span) implements PathStep {}
