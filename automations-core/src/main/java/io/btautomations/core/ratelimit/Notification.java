package io.btautomations.core.ratelimit;

import java.util.List;

/**
 * What one notification stands for. Once decided it never changes, however often it has to be sent out.
 *
 * @param group the group it is for; empty without groups
 * @param generation the automation's generation; empty if the source has none
 * @param sequence from 1 within group and generation
 * @param count number of matches, at least 1
 * @param window the time it covers; the windows of a group never overlap
 * @param exact whether no row was counted twice
 * @param rowIds ids of the first rows
 * @param superseded whether the automation was reset before it could fire
 */
record Notification(
        String group,
        String generation,
        long sequence,
        long count,
        TimeWindow window,
        boolean exact,
        List<String> rowIds,
        boolean superseded) {

    Notification {
        rowIds = List.copyOf(rowIds);
    }

    /** How a notification that has no input stands among the undecided. */
    String key() {
        return "fire:" + Hashes.key(generation + "\n" + group) + "#" + sequence;
    }
}
