package io.btautomations.core.source.log;

import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.StepException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A log that is read portion by portion. It decides what a portion is and keeps nothing: the position in the log is
 * entries of the component's state, which the runs move.
 */
public interface LogSource extends AutoCloseable {

    /** Most bytes of {@link #readNewest}. */
    long MOST_NEWEST_BYTES = 64L << 20;

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
     * Where a portion ends in a log that says by itself when and where its rows were written.
     *
     * @param windowEnd time before which everything in the portion was written
     * @param cursorStart where the portion begins; sorts as text in log order
     * @param cursorEnd where it ends, exclusive
     */
    record Extent(Instant windowEnd, String cursorStart, String cursorEnd) {}

    /**
     * What the next run is to read.
     *
     * @param range text that {@link #read} and {@link #after} understand, also after a restart
     * @param isEmpty whether there is nothing new in it
     * @param content what is known of it, for people
     * @param catchingUp whether more waits beyond it
     * @param lagSeconds how long ago the oldest of what waits beyond it was written, at least; 0 if nothing does
     * @param lagRows how many rows wait beyond it; -1 if that is not known
     * @param extent if the log tells; a portion that ends when it was planned otherwise
     * @param isSettled whether it is read to its end; otherwise reading may end it earlier
     */
    record Portion(
            String range,
            boolean isEmpty,
            String content,
            boolean catchingUp,
            long lagSeconds,
            long lagRows,
            Optional<Extent> extent,
            boolean isSettled) {

        /** A portion that ends when it was planned, and is read to its end. */
        public Portion(String range, long bytes, boolean catchingUp, long lagSeconds) {
            this(range, bytes == 0, bytes + " bytes", catchingUp, lagSeconds, -1, Optional.empty(), true);
        }
    }

    /** Whether rows may be told apart only at {@link RowSink#place}, so that items are cut nowhere else. */
    boolean hasPlaces();

    /** The position that {@code start} names. */
    Beginning begin(StartPoint start, Instant now) throws StepException, StoppedException;

    /**
     * The next portion after {@code position}; nothing if there can be none yet.
     *
     * @param sameNode whether the run before was made on this machine
     */
    Optional<Portion> plan(Map<String, String> position, Limits limits, Instant now, boolean sameNode)
            throws StepException, StoppedException;

    /**
     * Puts the rows of a portion into {@code rows}; of a settled one all of them, of another one as many as fit the
     * limits.
     *
     * @param position after the run before
     * @param limits none for a settled portion
     * @param sameNode whether the portion was planned on this machine
     * @return what was read, which takes the place of what was planned; nothing for a settled portion
     */
    Optional<Portion> read(
            PlannedRun run,
            Map<String, String> position,
            Optional<Limits> limits,
            RowSink rows,
            Instant now,
            boolean sameNode)
            throws StepException, StoppedException;

    /** The position after a portion. */
    Map<String, String> after(Map<String, String> position, String range);

    /** The position after a portion that was left out because it is empty. */
    default Map<String, String> past(Map<String, String> position, String range) {
        return after(position, range);
    }

    /** Puts the newest rows into {@code rows}, oldest first; at most {@code most}, and {@link #MOST_NEWEST_BYTES}. */
    void readNewest(long most, RowSink rows) throws StepException, StoppedException;

    /** The id of the project, if the settings only name it and it was looked up. */
    default Optional<String> projectId() {
        return Optional.empty();
    }

    /** Tests that the log can be read, and tells what is in it. */
    List<CheckResult> verify();

    @Override
    default void close() {}
}
