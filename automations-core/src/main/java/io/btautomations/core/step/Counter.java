package io.btautomations.core.step;

/**
 * Something a step counts.
 *
 * @param name Title Case
 * @param description what one count is
 */
public record Counter(String name, String description) {}
