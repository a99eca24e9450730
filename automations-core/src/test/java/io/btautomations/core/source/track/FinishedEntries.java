package io.btautomations.core.source.track;

import java.util.Map;

/** The entries by which a state knows finished files. */
public final class FinishedEntries {

    private FinishedEntries() {}

    /** Those of files with these marks. */
    public static Map<String, String> of(long... marks) {
        return FinishedFiles.position(Marks.of(marks));
    }

    /** How many files the entries of a state know as finished. */
    public static int count(Map<String, String> state) {
        return FinishedFiles.of(state).size();
    }
}
