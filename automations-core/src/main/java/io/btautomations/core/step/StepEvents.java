package io.btautomations.core.step;

import java.time.Duration;

/** What a step reports while it works: counters, lineage, and messages to the user. Safe for use by several threads. */
public interface StepEvents {

    /** Counts. */
    void count(Counter counter, long delta);

    /** Tells how much there is at the moment, which is not added to what was told before. */
    void level(Counter counter, long value);

    /**
     * The item came from outside.
     *
     * @param transitUri where from, without secrets
     */
    void received(FlowItem item, String transitUri, Duration elapsed);

    /**
     * The item's content went outside.
     *
     * @param transitUri where to, without secrets
     */
    void sent(FlowItem item, String transitUri, Duration elapsed);

    /** The item took this route for this reason. */
    void routed(FlowItem item, Route route, String reason);

    /** Something a user may want to know. */
    void info(String message);

    /** Something about the data that a user should look at. */
    void warn(String message);

    /** Something that keeps the automation from working. */
    void error(String message);
}
