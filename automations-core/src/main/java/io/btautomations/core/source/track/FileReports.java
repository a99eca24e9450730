package io.btautomations.core.source.track;

import io.btautomations.core.step.StepEvents;
import java.util.LinkedHashSet;
import java.util.Set;

/** Tells a user what happened to files, each time, and which files are left out, once. For one thread. */
final class FileReports {

    private final StepEvents events;
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> current = new LinkedHashSet<>();

    FileReports(StepEvents events) {
        this.events = events;
    }

    /** Something happened. */
    void happened(String what) {
        events.warn(what);
    }

    /** Something is so; reported when it was not so before. */
    void isSo(String what) {
        if (current.add(what) && !known.contains(what)) {
            events.warn(what);
        }
    }

    /** From here on it is seen anew what is so. */
    void begin() {
        known.clear();
        known.addAll(current);
        current.clear();
    }
}
