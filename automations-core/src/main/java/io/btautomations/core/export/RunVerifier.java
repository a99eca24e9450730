package io.btautomations.core.export;

import io.btautomations.core.port.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Verifies that the runs of a log are whole and cover the source's log without gap or overlap. For one thread. */
final class RunVerifier {

    /** A whole run and what it covers. */
    private record Covered(String run, CursorRange range) {}

    private final ObjectStore store;
    private final ExportLayout layout;
    private final Findings findings;

    RunVerifier(ObjectStore store, ExportLayout layout, Findings findings) {
        this.store = store;
        this.layout = layout;
        this.findings = findings;
    }

    /**
     * Verifies the runs.
     *
     * @param runs entries by run, sorted by fragment
     * @return keys of manifests and markers that the runs account for
     */
    Set<String> verify(Map<String, List<StoredEntry>> runs, Optional<StoredEntry> newest) throws IOException {
        Set<String> keys = new HashSet<>();
        List<Covered> whole = new ArrayList<>();
        List<Covered> open = new ArrayList<>();
        String newestRun = newest.map(stored -> stored.entry().fragment().run()).orElse("");
        for (Map.Entry<String, List<StoredEntry>> run : runs.entrySet()) {
            Optional<CursorRange> range = range(run.getValue());
            if (range.isEmpty()) {
                continue;
            }
            boolean isWhole = missing(run.getValue()).isEmpty();
            (isWhole ? whole : open).add(new Covered(run.getKey(), range.get()));
            if (isWhole) {
                manifest(run.getKey(), run.getValue(), run.getKey().equals(newestRun));
                keys.add(layout.manifest(run.getKey()));
                keys.add(layout.successMarker(run.getKey()));
            }
        }
        contiguous(whole);
        for (Covered run : open) {
            incomplete(run, runs.getOrDefault(run.run(), List.of()), whole);
        }
        manifestsWithoutRuns(keys);
        return keys;
    }

    private void contiguous(List<Covered> whole) {
        List<Covered> sorted = new ArrayList<>(whole);
        sorted.removeIf(covered -> covered.range().isEmpty());
        sorted.sort(Comparator.comparing((Covered covered) -> covered.range().start())
                .thenComparing(covered -> covered.range().end()));
        for (int i = 1; i < sorted.size(); i++) {
            Covered before = sorted.get(i - 1);
            Covered next = sorted.get(i);
            int order = before.range().end().compareTo(next.range().start());
            String between =
                    "run '" + before.run() + "' ends at " + before.range().end() + " and run '" + next.run()
                            + "' begins at " + next.range().start();
            if (order < 0) {
                findings.error("EXP-221", layout.log(), "the log was not exported without a gap: " + between);
            } else if (order > 0) {
                findings.error("EXP-222", layout.log(), "a range of the log was exported twice: " + between);
            }
        }
    }

    private void incomplete(Covered run, List<StoredEntry> entries, List<Covered> whole) {
        boolean overtaken = whole.stream()
                .anyMatch(
                        covered -> covered.range().start().compareTo(run.range().start()) > 0);
        String message = "run '" + run.run() + "' lacks " + missing(entries).orElse("nothing");
        if (overtaken) {
            findings.error("EXP-224", layout.log(), message + ", and later runs are exported");
        } else {
            findings.warning("EXP-225", layout.log(), message + "; it may be on its way");
        }
    }

    /** Which fragments a run lacks, in words; empty if it is whole. */
    private static Optional<String> missing(List<StoredEntry> entries) {
        Set<Integer> present = new HashSet<>();
        int count = -1;
        int highest = 0;
        for (StoredEntry stored : entries) {
            Fragment fragment = stored.entry().fragment();
            present.add(fragment.index());
            highest = Math.max(highest, fragment.index());
            count = fragment.last() ? fragment.index() + 1 : count;
        }
        List<String> lacking = new ArrayList<>();
        for (int index = 0; index < Math.max(count, highest); index++) {
            if (!present.contains(index)) {
                lacking.add("fragment " + index);
            }
        }
        if (count < 0) {
            lacking.add("its last fragment");
        }
        return lacking.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lacking));
    }

    private void manifest(String run, List<StoredEntry> entries, boolean isNewest) throws IOException {
        String key = layout.manifest(run);
        Optional<byte[]> content = StoredObjects.read(store, key);
        if (content.isEmpty() && isNewest) {
            findings.warning("EXP-233", key, "the manifest of the newest run is not written yet");
        } else if (content.isEmpty()) {
            findings.error("EXP-231", key, "the manifest of the run is missing");
        } else if (!Arrays.equals(content.get(), LogFormat.writeManifest(entries))) {
            findings.error("EXP-231", key, "the manifest of the run is not what its entries give");
        }
    }

    private void manifestsWithoutRuns(Set<String> known) throws IOException {
        List<String> page = store.list(layout.runs(), "");
        while (!page.isEmpty()) {
            for (String key : page) {
                if (known.add(key)) {
                    findings.error(
                            "EXP-232",
                            key,
                            "the run has a manifest, but the commit log does not hold the whole run: entries are missing"
                                    + " from its end");
                }
            }
            page = store.list(layout.runs(), page.get(page.size() - 1));
        }
    }

    private static Optional<CursorRange> range(List<StoredEntry> entries) {
        return entries.stream()
                .flatMap(stored -> stored.entry().fragment().range().stream())
                .reduce(CursorRange::with);
    }
}
