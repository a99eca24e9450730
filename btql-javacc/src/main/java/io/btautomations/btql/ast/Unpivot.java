package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.Optional;

/**
 * A row for each entry of an object or array: {@code scores as (score, value)}, {@code tags as (tag)}, {@code UNPIVOT
 * (value FOR score IN (scores))}, {@code UNPIVOT (tag FOR _ IN (tags))}.
 *
 * @param expression the object or array
 * @param key the new column for the keys of an object; absent for an array
 * @param value the new column for the values or elements
 */
public record Unpivot(Expression expression, Optional<Name> key, Name value, SourceSpan span) implements Node {}
