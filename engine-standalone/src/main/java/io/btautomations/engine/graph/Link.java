package io.btautomations.engine.graph;

/**
 * A way from one processor to another, through whatever funnels and ports.
 *
 * @param source where items come from
 * @param relationship of the source that they take
 * @param destination where they go
 * @param objectThreshold number of waiting items at which the way counts as full; 0 for never
 */
public record Link(Node source, String relationship, Node destination, long objectThreshold) {}
