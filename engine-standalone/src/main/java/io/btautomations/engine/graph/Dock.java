package io.btautomations.engine.graph;

/**
 * A way that ends in a funnel from which nothing leads on: items wait there until someone decides about them.
 *
 * @param source where items come from
 * @param relationship of the source that they take
 */
public record Dock(Node source, String relationship) {}
