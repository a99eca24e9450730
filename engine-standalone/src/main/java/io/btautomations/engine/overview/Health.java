package io.btautomations.engine.overview;

import java.util.Locale;

/** How an automation is, in a word. */
public enum Health {
    /** It runs on its schedule. */
    OK,
    /** Its last run failed; it is tried again. */
    FAILING,
    /** The user paused it. */
    PAUSED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
