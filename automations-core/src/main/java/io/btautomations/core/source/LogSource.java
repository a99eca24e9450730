package io.btautomations.core.source;

import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.StepException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A log that is read portion by portion. It decides what a portion is and keeps nothing: the position in the log is
 * entries of the component's state, which {@link RunLedger} moves.
 */
sealed interface LogSource permits LocalFiles {

    /**
     * Where to begin.
     *
     * @param position entries of the state
     * @param since no row after the position was written before this
     */
    record Beginning(Map<String, String> position, Instant since) {
        public Beginning {
            position = Map.copyOf(position);
        }
    }

    /**
     * Bounds of one portion.
     *
     * @param rows most rows
     * @param bytes most bytes, but at least one row
     */
    record Limits(long rows, long bytes) {}

    /**
     * What the next run is to read.
     *
     * @param range text that {@link #read} and {@link #after} understand, also after a restart
     * @param bytes length of what it names; 0 if there is nothing new
     * @param catchingUp whether more waits beyond it
     * @param lagSeconds how long ago the oldest of what waits beyond it was written, at least; 0 if nothing does
     */
    record Portion(String range, long bytes, boolean catchingUp, long lagSeconds) {}

    /** The position that {@code start} names. */
    Beginning begin(SourceSettings.StartPosition start, Instant now) throws StepException;

    /**
     * The next portion after {@code position}.
     *
     * @param sameNode whether the run before was made on this machine
     */
    Portion plan(Map<String, String> position, Limits limits, Instant now, boolean sameNode) throws StepException;

    /**
     * Puts the rows of a portion into {@code rows}; the same bytes each time.
     *
     * @param sameNode whether the portion was planned on this machine
     */
    void read(String range, RowSink rows, Instant now, boolean sameNode) throws StepException;

    /** The position after a portion. */
    Map<String, String> after(Map<String, String> position, String range);

    /** Puts the newest rows into {@code rows}, oldest first; at most {@code most} and at most 64 MB. */
    void readNewest(long most, RowSink rows) throws StepException;

    /** Tests that the log can be read, and tells what is in it. */
    List<CheckResult> verify();
}
