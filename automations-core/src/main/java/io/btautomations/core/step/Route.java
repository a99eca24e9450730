package io.btautomations.core.step;

/**
 * A way out of a step; a relationship in NiFi.
 *
 * @param name lower case
 * @param description what leaves this way
 */
public record Route(String name, String description) {}
