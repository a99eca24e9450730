package io.btautomations.core.source;

import io.btautomations.core.identity.RunId;
import io.btautomations.core.source.log.Entries;
import io.btautomations.core.source.log.PlannedRun;
import io.btautomations.core.source.log.Times;
import io.btautomations.core.step.StepException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The state of a source: which runs are done, which one is under way, and where in the log the next one begins.
 *
 * @param generation ULID of the automation's life since its last reset
 * @param sequence number of the last run that is done, 0 for none
 * @param covered end of the window that the runs so far cover
 * @param node the machine that made the last run
 * @param planned the run that is under way
 * @param history the last runs that are done, by sequence, as text for people
 * @param query what the log is asked, by setting; empty in a state of an older release
 * @param superseded the generation in whose place this one reads rows again
 * @param position where the log stands after the last run that is done; entries of the log source
 */
record SourceState(
        String generation,
        long sequence,
        Instant covered,
        String node,
        Optional<PlannedRun> planned,
        Map<Long, String> history,
        Map<String, String> query,
        Optional<Superseded> superseded,
        Map<String, String> position) {

    /** How many runs the history tells of. */
    static final int HISTORY = 20;

    static final String VERSION = "1";
    static final String VERSION_KEY = "v";
    static final String GENERATION_KEY = "generation";
    static final String SEQUENCE_KEY = "sequence";

    private static final String COVERED_KEY = "covered";
    private static final String NODE_KEY = "node";
    private static final String PLANNED_PREFIX = "planned.";
    private static final String HISTORY_PREFIX = "run.";
    private static final String QUERY_PREFIX = "query.";

    SourceState {
        history = Map.copyOf(history);
        query = Map.copyOf(query);
        position = Map.copyOf(position);
    }

    /**
     * The state that these entries hold; empty for no entries, and for a wish to begin anew.
     *
     * @throws StepException if they were written by a newer version, or by someone else
     */
    static Optional<SourceState> of(Map<String, String> entries) throws StepException {
        if (entries.isEmpty() || Rewind.of(entries).isPresent()) {
            return Optional.empty();
        }
        String version = entries.getOrDefault(VERSION_KEY, "none");
        if (!version.equals(VERSION)) {
            throw new StepException("The state is of version " + version + ", this release reads version " + VERSION
                    + ": use the release that wrote it, or clear the state to start a new generation");
        }
        try {
            return Optional.of(parse(entries));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new StepException(
                    "The state cannot be read (" + e.getMessage() + "): clear it to start a new generation", e);
        }
    }

    private static SourceState parse(Map<String, String> entries) {
        Map<String, String> planned = new HashMap<>();
        Map<Long, String> history = new HashMap<>();
        Map<String, String> query = new HashMap<>();
        Map<String, String> position = new HashMap<>();
        entries.forEach((key, value) -> {
            if (key.startsWith(PLANNED_PREFIX)) {
                planned.put(key.substring(PLANNED_PREFIX.length()), value);
            } else if (key.startsWith(HISTORY_PREFIX)) {
                history.put(Long.parseLong(key.substring(HISTORY_PREFIX.length())), value);
            } else if (key.startsWith(QUERY_PREFIX)) {
                query.put(key.substring(QUERY_PREFIX.length()), value);
            } else if (!key.equals(VERSION_KEY)
                    && !key.equals(GENERATION_KEY)
                    && !key.equals(SEQUENCE_KEY)
                    && !key.equals(COVERED_KEY)
                    && !key.equals(NODE_KEY)
                    && !key.startsWith(Superseded.PREFIX)) {
                position.put(key, value);
            }
        });
        return new SourceState(
                Entries.required(entries, GENERATION_KEY),
                Long.parseLong(Entries.required(entries, SEQUENCE_KEY)),
                Instant.parse(Entries.required(entries, COVERED_KEY)),
                Entries.required(entries, NODE_KEY),
                planned.isEmpty() ? Optional.empty() : Optional.of(PlannedRun.of(planned)),
                history,
                query,
                Superseded.of(entries),
                position);
    }

    /** The entries that hold this state. */
    Map<String, String> entries() {
        Map<String, String> entries = new TreeMap<>(position);
        entries.put(VERSION_KEY, VERSION);
        entries.put(GENERATION_KEY, generation);
        entries.put(SEQUENCE_KEY, RunId.cursor(sequence));
        entries.put(COVERED_KEY, Times.text(covered));
        entries.put(NODE_KEY, node);
        planned.ifPresent(run -> run.entries().forEach((key, value) -> entries.put(PLANNED_PREFIX + key, value)));
        superseded.ifPresent(old -> entries.putAll(old.entries()));
        query.forEach((setting, value) -> entries.put(QUERY_PREFIX + setting, value));
        history.forEach((number, text) -> entries.put(HISTORY_PREFIX + RunId.cursor(number), text));
        return entries;
    }

    /** This state with {@code run} under way. */
    SourceState with(PlannedRun run) {
        return new SourceState(
                generation, sequence, covered, node, Optional.of(run), history, query, superseded, position);
    }

    /** This state at another position, without a run in between. */
    SourceState at(Map<String, String> newPosition) {
        return new SourceState(generation, sequence, covered, node, planned, history, query, superseded, newPosition);
    }

    /** This state, of a log that is asked {@code newQuery}. */
    SourceState asking(Map<String, String> newQuery) {
        return new SourceState(generation, sequence, covered, node, planned, history, newQuery, superseded, position);
    }

    /** This state after {@code run}. */
    SourceState after(PlannedRun run, String summary, Map<String, String> newPosition) {
        Map<Long, String> kept = new TreeMap<>(history);
        kept.put(run.sequence(), summary);
        kept.keySet().removeIf(number -> number <= run.sequence() - HISTORY);
        return new SourceState(
                generation,
                run.sequence(),
                run.windowEnd(),
                run.node(),
                Optional.empty(),
                kept,
                query,
                superseded,
                newPosition);
    }
}
