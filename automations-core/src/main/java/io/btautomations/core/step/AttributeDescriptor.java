package io.btautomations.core.step;

/**
 * An attribute that steps write or read.
 *
 * @param name its key
 * @param description what it holds, with unit and form
 */
public record AttributeDescriptor(String name, String description) {}
