package io.btautomations.engine.flow;

import java.util.Locale;

/** How much a finding matters. */
public enum Severity {
    /** The flow cannot run as it is. */
    ERROR,
    /** The flow runs, but perhaps not as it is meant. */
    WARNING;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
