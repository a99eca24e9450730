package io.btautomations.core.step;

import java.util.List;
import java.util.Map;

/** One processor at work. Opened by {@link StepDescriptor#open}, used by one thread at a time, closed once. */
public interface Step extends AutoCloseable {

    /**
     * Does one unit of work.
     *
     * @throws StepException if the environment failed it; the host rolls back and tries again
     */
    Progress trigger(StepSession session) throws StepException;

    /**
     * Tests the step as it is set, without moving a checkpoint, a window or a counter.
     *
     * @param attributes attributes of an imagined input
     * @return what was checked, in order; at least one
     */
    List<CheckResult> verify(Map<String, String> attributes);

    @Override
    default void close() {}
}
