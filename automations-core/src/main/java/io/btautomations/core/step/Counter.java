package io.btautomations.core.step;

/**
 * Something a step counts.
 *
 * @param name Title Case
 * @param description what one count is
 * @param isLevel whether it is how much there is at the moment, and not how much came about
 */
public record Counter(String name, String description, boolean isLevel) {

    /** A counter of what comes about. */
    public Counter(String name, String description) {
        this(name, description, false);
    }

    /** A counter of what there is at the moment. */
    public static Counter level(String name, String description) {
        return new Counter(name, description, true);
    }
}
