package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;

/**
 * A quoted text.
 *
 * @param value without quotes, escapes resolved; a backslash before anything but a quote or a backslash is still there
 */
public record StringLiteral(String value, SourceSpan span) implements Literal {}
