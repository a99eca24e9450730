package io.btautomations.core.source;

import io.btautomations.core.identity.RunId;
import java.time.Instant;
import java.util.Map;
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
 * @param node the machine that planned it
 * @param range what it reads, in the words of the log source
 */
record PlannedRun(
        long sequence,
        String runId,
        Instant windowStart,
        Instant windowEnd,
        long rowsPerItem,
        long bytesPerItem,
        boolean catchingUp,
        long lagSeconds,
        String node,
        String range) {

    static PlannedRun of(Map<String, String> entries) {
        return new PlannedRun(
                Long.parseLong(SourceState.required(entries, "sequence")),
                SourceState.required(entries, "run"),
                Instant.parse(SourceState.required(entries, "window.start")),
                Instant.parse(SourceState.required(entries, "window.end")),
                Long.parseLong(SourceState.required(entries, "rows.per.item")),
                Long.parseLong(SourceState.required(entries, "bytes.per.item")),
                Boolean.parseBoolean(SourceState.required(entries, "catching.up")),
                Long.parseLong(SourceState.required(entries, "lag.seconds")),
                SourceState.required(entries, "node"),
                LongText.required(entries, "range"));
    }

    Map<String, String> entries() {
        Map<String, String> entries = new TreeMap<>();
        entries.put("sequence", RunId.cursor(sequence));
        entries.put("run", runId);
        entries.put("window.start", Times.text(windowStart));
        entries.put("window.end", Times.text(windowEnd));
        entries.put("rows.per.item", Long.toString(rowsPerItem));
        entries.put("bytes.per.item", Long.toString(bytesPerItem));
        entries.put("catching.up", Boolean.toString(catchingUp));
        entries.put("lag.seconds", Long.toString(lagSeconds));
        entries.put("node", node);
        LongText.put(entries, "range", range);
        return entries;
    }
}
