package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;

/**
 * What to sort by. Without a direction in the text it is ascending.
 *
 * @param expression a whole number is a position in the list of columns, from 1
 */
public record SortItem(Expression expression, SortDirection direction, SourceSpan span) implements Node {}
