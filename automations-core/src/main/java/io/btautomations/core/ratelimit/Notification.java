package io.btautomations.core.ratelimit;

import java.util.List;

/**
 * What one notification stands for. Once decided it never changes, however often it has to be sent out.
 *
 * @param group the group it is for; empty without groups
 * @param generation the automation's generation; empty if the source has none
 * @param kind why it is sent
 * @param sequence from 1 within the generation, growing within the group
 * @param count number of matches; 0 for a recovery, else at least 1
 * @param window the time it covers; the windows of a group never overlap
 * @param exact whether no row was counted twice
 * @param rowIds ids of the first rows
 */
record Notification(
        String group,
        String generation,
        Kind kind,
        long sequence,
        long count,
        TimeWindow window,
        boolean exact,
        List<String> rowIds) {

    /** Why a notification is sent. */
    enum Kind {
        /** There were matches. */
        FIRING,
        /** There were matches, and the automation was reset before they could be told of. */
        SUPERSEDED,
        /** There were no matches for an interval. */
        RESOLVED
    }

    Notification {
        rowIds = List.copyOf(rowIds);
    }

    /** How a notification that has no input stands among the undecided. */
    String key() {
        return "fire:" + Hashes.key(generation + "\n" + group) + "#" + sequence;
    }
}
