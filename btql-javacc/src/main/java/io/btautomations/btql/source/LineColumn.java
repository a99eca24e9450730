package io.btautomations.btql.source;

/**
 * A place as people count it.
 *
 * @param line from 1
 * @param column from 1, in Unicode code points
 */
public record LineColumn(int line, int column) {}
