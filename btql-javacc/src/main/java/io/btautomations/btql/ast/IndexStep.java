package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;

/**
 * An element of an array: {@code [0]} or {@code [-1]}.
 *
 * @param index from 0; negative counts from the end, -1 being the last
 */
public record IndexStep(int index, SourceSpan span) implements PathStep {}
