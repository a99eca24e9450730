package io.btautomations.core.source.log;

import io.btautomations.core.identity.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A run as it was decided before anything of it was read. Whoever finds it in the state repeats it exactly: the same
 * rows, cut in the same places, under the same name.
 *
 * @param sequence its number within its generation, from 1
 * @param runId its name
 * @param windowStart beginning of its window, inclusive
 * @param windowEnd end of its window, exclusive
 * @param rowsPerItem rows after which an item is complete
 * @param bytesPerItem bytes after which an item is complete
 * @param catchingUp whether more waits beyond it
 * @param lagSeconds how long ago the oldest of what waits beyond it was written, at least
 * @param lagRows how many rows wait beyond it; -1 if that is not known
 * @param node the machine that planned it
 * @param range what it reads, in the words of the log source
 * @param cursorStart beginning of its part of the log
 * @param cursorEnd end of its part of the log, exclusive
 * @param cuts if it is settled what it sends: the places where its items end, but the last, or nothing if they follow
 *     from the bytes; a run that is not settled must be before anything of it is sent
 */
public record PlannedRun(
        long sequence,
        String runId,
        Instant windowStart,
        Instant windowEnd,
        long rowsPerItem,
        long bytesPerItem,
        boolean catchingUp,
        long lagSeconds,
        long lagRows,
        String node,
        String range,
        String cursorStart,
        String cursorEnd,
        Settlement cuts) {

    /** Whether it is settled what a run sends, and how it is cut. */
    public sealed interface Settlement {

        /** Not yet: reading decides. */
        record Open() implements Settlement {}

        /** The whole range, cut where the bytes say. */
        record ByBytes() implements Settlement {}

        /**
         * The whole range, cut at these places.
         *
         * @param places in log order
         */
        record AtPlaces(List<String> places) implements Settlement {
            public AtPlaces {
                places = List.copyOf(places);
            }
        }
    }

    private static final String SEPARATOR = " ";
    private static final String NO_PLACES = "none";

    public static PlannedRun of(Map<String, String> entries) {
        long sequence = Long.parseLong(Entries.required(entries, "sequence"));
        return new PlannedRun(
                sequence,
                Entries.required(entries, "run"),
                Instant.parse(Entries.required(entries, "window.start")),
                Instant.parse(Entries.required(entries, "window.end")),
                Long.parseLong(Entries.required(entries, "rows.per.item")),
                Long.parseLong(Entries.required(entries, "bytes.per.item")),
                Boolean.parseBoolean(Entries.required(entries, "catching.up")),
                Long.parseLong(Entries.required(entries, "lag.seconds")),
                Long.parseLong(entries.getOrDefault("lag.rows", "-1")),
                Entries.required(entries, "node"),
                LongText.required(entries, "range"),
                entries.getOrDefault("cursor.start", RunId.cursor(sequence)),
                entries.getOrDefault("cursor.end", RunId.cursor(sequence + 1)),
                settlement(Optional.ofNullable(entries.get("settled")), Optional.ofNullable(entries.get("cuts"))));
    }

    /** Whether it is decided what the run sends. */
    public boolean isSettled() {
        return !(cuts instanceof Settlement.Open);
    }

    /** This run, ended where reading ended it. */
    public PlannedRun settled(LogSource.Portion portion, Instant newWindowEnd, List<String> places) {
        return new PlannedRun(
                sequence,
                runId,
                windowStart,
                newWindowEnd,
                rowsPerItem,
                bytesPerItem,
                portion.catchingUp(),
                portion.lagSeconds(),
                portion.lagRows(),
                node,
                portion.range(),
                cursorStart,
                portion.extent().map(LogSource.Extent::cursorEnd).orElse(cursorEnd),
                new Settlement.AtPlaces(places));
    }

    private static Settlement settlement(Optional<String> settled, Optional<String> places) {
        if (settled.filter("false"::equals).isPresent()) {
            return new Settlement.Open();
        }
        return places.<Settlement>map(text -> new Settlement.AtPlaces(
                        text.equals(NO_PLACES) ? List.of() : List.of(text.split(SEPARATOR, -1))))
                .orElseGet(Settlement.ByBytes::new);
    }

    public Map<String, String> entries() {
        Map<String, String> entries = new TreeMap<>();
        entries.put("sequence", RunId.cursor(sequence));
        entries.put("run", runId);
        entries.put("window.start", Times.text(windowStart));
        entries.put("window.end", Times.text(windowEnd));
        entries.put("rows.per.item", Long.toString(rowsPerItem));
        entries.put("bytes.per.item", Long.toString(bytesPerItem));
        entries.put("catching.up", Boolean.toString(catchingUp));
        entries.put("lag.seconds", Long.toString(lagSeconds));
        entries.put("lag.rows", Long.toString(lagRows));
        entries.put("node", node);
        LongText.put(entries, "range", range);
        entries.put("cursor.start", cursorStart);
        entries.put("cursor.end", cursorEnd);
        entries.put("settled", Boolean.toString(isSettled()));
        if (cuts instanceof Settlement.AtPlaces at) {
            entries.put("cuts", at.places().isEmpty() ? NO_PLACES : String.join(SEPARATOR, at.places()));
        }
        return entries;
    }
}
