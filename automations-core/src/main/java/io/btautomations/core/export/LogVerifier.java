package io.btautomations.core.export;

import io.btautomations.core.port.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Verifies one commit log and what it names. For one thread. */
final class LogVerifier {

    private final ObjectStore store;
    private final String directory;
    private final Findings findings;
    private final ObjectVerifier objects;
    private final Map<String, Long> named = new HashMap<>();
    private final Set<String> stems = new HashSet<>();
    private final Set<String> explained = new HashSet<>();
    private final Map<String, List<StoredEntry>> runs = new LinkedHashMap<>();
    private Optional<StoredEntry> newest = Optional.empty();
    private Optional<ExportLayout> layout = Optional.empty();
    private Coverage coverage = Coverage.NONE;
    private long entries;
    private long rows;
    private long bytes;
    private int wholeRuns;

    /** @param directory of the log's automation and generation */
    LogVerifier(ObjectStore store, String directory, Findings findings) {
        this.store = store;
        this.directory = directory;
        this.findings = findings;
        this.objects = new ObjectVerifier(store, findings);
    }

    /** @param numbers of the entries that are there, sorted */
    void verify(List<Long> numbers) throws IOException {
        long expected = 0;
        for (long number : numbers) {
            if (number != expected) {
                findings.error(
                        "EXP-201",
                        entryKey(expected),
                        "entries " + expected + " to " + (number - 1) + " are missing from the commit log");
            }
            entry(number, number == expected);
            expected = number + 1;
        }
        if (layout.isPresent()) {
            new RunVerifier(store, layout.get(), findings).verify(runs, newest).forEach(explained::add);
            wholeRuns = (int) runs.keySet().stream()
                    .filter(run -> coverage.openRun(run).isEmpty())
                    .count();
            binding(layout.get());
        }
    }

    /** Whether the key is one that this log accounts for. */
    boolean explains(String key) {
        return named.containsKey(key) || explained.contains(key);
    }

    /** Whether an object of this key holds rows of a fragment that is logged with other objects. */
    boolean duplicates(String key) {
        return isOfThisLog(key) && stems.contains(stem(name(key)));
    }

    /** Whether an object of this key may be of a fragment that is not logged yet. */
    boolean mayYetExplain(String key) {
        return isOfThisLog(key);
    }

    VerifiedLog summary() {
        String[] parts = directory.split("/");
        List<CursorRange> whole = coverage.whole();
        return new VerifiedLog(
                layout.map(ExportLayout::automation).orElse(parts[1]),
                layout.map(ExportLayout::generation).orElse(parts[2]),
                entries,
                wholeRuns,
                named.size(),
                rows,
                bytes,
                whole.isEmpty() ? "" : whole.get(0).start(),
                whole.isEmpty() ? "" : whole.get(whole.size() - 1).end(),
                newest.map(StoredEntry::sha256).orElse(""));
    }

    private void entry(long number, boolean follows) throws IOException {
        String key = entryKey(number);
        explained.add(key);
        Optional<byte[]> content = StoredObjects.read(store, key);
        entries++;
        if (content.isEmpty()) {
            findings.error("EXP-201", key, "the entry is missing from the commit log");
            return;
        }
        LogEntry entry;
        try {
            entry = LogFormat.read(content.get());
        } catch (IOException e) {
            findings.error("EXP-202", key, "the entry cannot be read: " + e.getMessage());
            newest = Optional.empty();
            return;
        }
        StoredEntry stored = new StoredEntry(entry, Hashes.of(content.get()));
        if (!Arrays.equals(LogFormat.write(entry), content.get())) {
            findings.error("EXP-202", key, "the entry is not in the form in which entries are written");
        }
        if (isMisplaced(entry, number)) {
            findings.error("EXP-204", key, "the entry belongs to another place or another log");
            newest = Optional.of(stored);
            return;
        }
        chain(key, stored, follows);
        coverage(key, entry);
        fragment(key, stored);
        newest = Optional.of(stored);
    }

    private boolean isMisplaced(LogEntry entry, long number) {
        ExportLayout of =
                new ExportLayout(entry.fragment().automation(), entry.fragment().generation());
        if (layout.isEmpty() && of.logEntry(number).equals(entryKey(number))) {
            layout = Optional.of(of);
        }
        return entry.number() != number || !layout.equals(Optional.of(of));
    }

    private void chain(String key, StoredEntry stored, boolean follows) {
        String before = newest.map(StoredEntry::sha256).orElse("");
        boolean comparable = stored.number() == 0 || (follows && newest.isPresent());
        if (comparable && !stored.entry().previous().equals(before)) {
            findings.error(
                    "EXP-203",
                    key,
                    "the entry does not carry the hash of the one before: one of the two is not what was written");
        }
    }

    private void coverage(String key, LogEntry entry) {
        coverage = coverage.with(entry.fragment(), entry.number());
        if (!coverage.equals(entry.coverage())) {
            findings.error("EXP-205", key, "the entry claims a coverage that the entries up to it do not give");
            coverage = entry.coverage();
        }
    }

    private void fragment(String key, StoredEntry stored) throws IOException {
        LogEntry entry = stored.entry();
        List<StoredEntry> run = runs.computeIfAbsent(entry.fragment().run(), name -> new ArrayList<>());
        boolean again = run.stream()
                .anyMatch(other ->
                        other.entry().fragment().index() == entry.fragment().index());
        if (again && (entry.rows() > 0 || entry.fragment().isOfRun())) {
            findings.error(
                    "EXP-223",
                    key,
                    "fragment " + entry.fragment().index() + " of run '"
                            + entry.fragment().run() + "' is logged twice");
        }
        run.add(stored);
        run.sort(Comparator.comparingInt(each -> each.entry().fragment().index()));
        rows += entry.rows();
        bytes += entry.bytes();
        stems.add(stem(name(layout.orElseThrow().object(entry.fragment(), "", 0, ""))));
        for (LoggedObject object : entry.objects()) {
            Optional<Long> before = Optional.ofNullable(named.putIfAbsent(object.key(), stored.number()));
            if (before.isPresent()) {
                findings.error(
                        "EXP-214", key, "the object " + object.key() + " is named by entry " + before.get() + " too");
            } else {
                objects.verify(object, key);
            }
        }
    }

    private void binding(ExportLayout of) throws IOException {
        explained.add(of.binding());
        Optional<byte[]> content = StoredObjects.read(store, of.binding());
        if (content.isEmpty()) {
            findings.error("EXP-241", of.binding(), "the binding of the automation is missing");
            return;
        }
        try {
            if (!Binding.generations(content.get()).contains(of.generation())) {
                findings.error(
                        "EXP-241", of.binding(), "the binding does not name generation '" + of.generation() + "'");
            }
        } catch (IOException e) {
            findings.error("EXP-241", of.binding(), "the binding cannot be read: " + e.getMessage());
        }
    }

    private boolean isOfThisLog(String key) {
        return !key.startsWith(ExportLayout.CONTROL)
                && layout.filter(of -> name(key)
                                .startsWith(ExportLayout.part(of.automation()) + "-"
                                        + ExportLayout.part(of.generation()) + "-"))
                        .isPresent();
    }

    private String entryKey(long number) {
        return directory + "log/" + String.format(Locale.ROOT, "%020d", number) + ".json";
    }

    private static String name(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** An object's name up to its number within its fragment. */
    private static String stem(String name) {
        int end = name.lastIndexOf('-');
        return end < 0 ? name : name.substring(0, end);
    }
}
