package io.btautomations.core.export;

import io.btautomations.core.port.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The commit log of one automation's generation: numbered objects, each created once, each carrying the hash of the one
 * before. Any number of writers may append; what is in the log is exported, what is not is not. For one thread.
 */
final class CommitLog {

    /** How far back an item without a place in the source's log is looked for. */
    static final int LOOK_BACK = 1_000;

    private static final int REMEMBERED = 256;

    private final ObjectStore store;
    private final ExportLayout layout;
    private final NavigableMap<Long, StoredEntry> remembered = new TreeMap<>();
    private Optional<StoredEntry> newest = Optional.empty();
    private boolean opened;

    CommitLog(ObjectStore store, ExportLayout layout) {
        this.store = store;
        this.layout = layout;
    }

    /** What the log covers, as far as this writer has seen it. */
    Coverage coverage() throws IOException {
        open();
        return newest.map(stored -> stored.entry().coverage()).orElse(Coverage.NONE);
    }

    /** Reads what other writers have appended. */
    void catchUp() throws IOException {
        open();
        for (Optional<StoredEntry> next = read(nextNumber()); next.isPresent(); next = read(nextNumber())) {
            follow(next.get());
        }
    }

    /**
     * Appends an entry for the fragment, unless there is one.
     *
     * @return the entry that logs the fragment, ours or another writer's
     * @throws IOException if it is unknown whether the entry is there
     */
    StoredEntry append(Fragment fragment, String schema, List<LoggedObject> objects) throws IOException {
        open();
        while (true) {
            long number = nextNumber();
            LogEntry entry = new LogEntry(
                    number,
                    newest.map(StoredEntry::sha256).orElse(""),
                    fragment,
                    schema,
                    objects,
                    coverage().with(fragment, number));
            byte[] bytes = LogFormat.write(entry);
            if (StoredObjects.create(store, layout.logEntry(number), LogFormat.CONTENT_TYPE, bytes)) {
                StoredEntry stored = new StoredEntry(entry, Hashes.of(bytes));
                advance(stored);
                return stored;
            }
            StoredEntry other = read(number)
                    .orElseThrow(() -> new IOException("the commit log entry " + store.describe(layout.logEntry(number))
                            + " is there and cannot be read; check the permission to read"));
            follow(other);
            if (isOf(fragment).test(other.entry())) {
                return other;
            }
        }
    }

    /** The newest entry of the fragment among the last {@value #LOOK_BACK}. */
    Optional<StoredEntry> find(Fragment fragment) throws IOException {
        return newestFirst(isOf(fragment), LOOK_BACK).stream().findFirst();
    }

    /** The entry of the fragment if this writer has read it lately; asks no store. */
    Optional<StoredEntry> recall(Fragment fragment) {
        return remembered.values().stream()
                .filter(stored -> isOf(fragment).test(stored.entry()))
                .findFirst();
    }

    /** The entries of a run that is whole, sorted by fragment. */
    List<StoredEntry> entriesOf(String run) throws IOException {
        List<StoredEntry> entries =
                new ArrayList<>(newestFirst(entry -> entry.fragment().run().equals(run), Long.MAX_VALUE));
        entries.sort(Comparator.comparingInt(stored -> stored.entry().fragment().index()));
        return entries;
    }

    /** Reads backwards until a whole run is found, or {@code most} entries were read. */
    private List<StoredEntry> newestFirst(Predicate<LogEntry> wanted, long most) throws IOException {
        open();
        List<StoredEntry> found = new ArrayList<>();
        long last = nextNumber() - 1;
        for (long number = last; number >= 0 && last - number < most && !isWhole(found); number--) {
            StoredEntry stored = readRemembered(number);
            if (wanted.test(stored.entry())) {
                found.add(stored);
            }
        }
        return found;
    }

    /** Whether these are all fragments of their run, so that looking further back is idle. */
    private static boolean isWhole(List<StoredEntry> found) {
        return found.stream()
                .map(stored -> stored.entry().fragment())
                .filter(Fragment::last)
                .anyMatch(last -> found.size() > last.index());
    }

    private StoredEntry readRemembered(long number) throws IOException {
        Optional<StoredEntry> known = Optional.ofNullable(remembered.get(number));
        return known.isPresent() ? known.get() : require(number);
    }

    private StoredEntry require(long number) throws IOException {
        return read(number)
                .orElseThrow(() -> new IOException(
                        "the commit log lacks " + store.describe(layout.logEntry(number)) + "; verify the export"));
    }

    private static Predicate<LogEntry> isOf(Fragment fragment) {
        return entry -> entry.fragment().run().equals(fragment.run())
                && entry.fragment().index() == fragment.index();
    }

    private long nextNumber() {
        return newest.map(stored -> stored.number() + 1).orElse(0L);
    }

    private void follow(StoredEntry stored) throws IOException {
        if (!stored.entry().previous().equals(newest.map(StoredEntry::sha256).orElse(""))) {
            throw new IOException("the commit log entry " + store.describe(layout.logEntry(stored.number()))
                    + " does not carry the hash of the one before; verify the export");
        }
        advance(stored);
    }

    private void advance(StoredEntry stored) {
        newest = Optional.of(stored);
        remembered.put(stored.number(), stored);
        while (remembered.size() > REMEMBERED) {
            remembered.pollFirstEntry();
        }
    }

    /** Finds the newest entry. Entries have no gaps, so halving finds it in a few requests however long the log is. */
    private void open() throws IOException {
        if (opened) {
            return;
        }
        long absent = 0;
        while (isThere(absent)) {
            absent = absent * 2 + 1;
        }
        long present = (absent - 1) / 2;
        if (absent > 0) {
            while (absent - present > 1) {
                long middle = present + (absent - present) / 2;
                if (isThere(middle)) {
                    present = middle;
                } else {
                    absent = middle;
                }
            }
            advance(require(present));
        }
        opened = true;
    }

    private boolean isThere(long number) throws IOException {
        return store.head(layout.logEntry(number)).isPresent();
    }

    private Optional<StoredEntry> read(long number) throws IOException {
        String key = layout.logEntry(number);
        Optional<byte[]> bytes = StoredObjects.read(store, key);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            LogEntry entry = LogFormat.read(bytes.get());
            boolean belongs = entry.number() == number
                    && entry.fragment().automation().equals(layout.automation())
                    && entry.fragment().generation().equals(layout.generation());
            if (!belongs) {
                throw new IOException("it belongs to another place in another log");
            }
            return Optional.of(new StoredEntry(entry, Hashes.of(bytes.get())));
        } catch (IOException e) {
            throw new IOException(
                    "the commit log entry " + store.describe(key) + " is not what was written: " + e.getMessage()
                            + "; verify the export",
                    e);
        }
    }
}
