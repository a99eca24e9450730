package io.btautomations.engine.serve.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.braintrust.PaginationKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a directory that somebody else writes. Each view begins with a look at what has changed. Rows without a
 * key get one that depends on their file's name and on what stands before them in the file. Safe for use by several
 * threads.
 */
final class PlainLog {

    private static final Pattern NAME = Pattern.compile("[^.].*\\.(jsonl|ndjson)(\\.(gz|zst))?");
    private static final int MOST_FILES = 1 << 16;
    private static final int OFFSET_BITS = 48;

    private final Path directory;
    private final Notices notices;
    private final ReentrantLock refreshing = new ReentrantLock();
    private final Map<Path, PlainFile> files = new TreeMap<>();
    private final Set<Integer> numbers = new HashSet<>();
    private final Map<Path, BasicFileAttributes> unreadable = new HashMap<>();
    private RowIndex index = new RowIndex();
    private Places places = new Places(List.of());

    PlainLog(Path directory, Notices notices) {
        this.directory = directory;
        this.notices = notices;
    }

    /** Whether a directory has such files. */
    static boolean isIn(Path directory) throws IOException {
        return !list(directory).isEmpty();
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(path ->
                            NAME.matcher(String.valueOf(path.getFileName())).matches() && Files.isRegularFile(path))
                    .sorted()
                    .toList();
        }
    }

    /** What there is now; it stays as it is as long as the files do. */
    LogView view() throws IOException {
        refreshing.lock();
        try {
            refresh();
            boolean ordersTransactions = files.values().stream().allMatch(PlainFile::ordersTransactions);
            return new LogView(List.of(new LogView.Part(index.view(), places, ordersTransactions)), Optional.empty());
        } finally {
            refreshing.unlock();
        }
    }

    private void refresh() throws IOException {
        Map<Path, BasicFileAttributes> now = new TreeMap<>();
        for (Path path : list(directory)) {
            attributes(path).ifPresent(attributes -> now.put(path, attributes));
        }
        boolean isOther = files.entrySet().removeIf(entry -> {
            BasicFileAttributes attributes = now.get(entry.getKey());
            boolean isGone = attributes == null || !entry.getValue().isStillThere(attributes);
            if (isGone) {
                numbers.remove(entry.getValue().number());
            }
            return isGone;
        });
        Map<PlainFile, Integer> before = new HashMap<>();
        for (Map.Entry<Path, BasicFileAttributes> entry : now.entrySet()) {
            readNew(entry.getKey(), entry.getValue(), before);
        }
        if (isOther || !before.isEmpty()) {
            boolean appended = !isOther && append(before);
            if (!appended) {
                rebuild();
            }
        }
    }

    private void readNew(Path path, BasicFileAttributes now, Map<PlainFile, Integer> before) {
        BasicFileAttributes failed = unreadable.get(path);
        if (failed != null
                && failed.size() == now.size()
                && failed.lastModifiedTime().equals(now.lastModifiedTime())) {
            return;
        }
        PlainFile file = files.get(path);
        if (file == null) {
            if (files.size() == MOST_FILES) {
                return;
            }
            file = new PlainFile(path, number(path));
            files.put(path, file);
        }
        if (file.isUnchanged(now)) {
            return;
        }
        int count = file.count();
        try {
            file.read(now);
            unreadable.remove(path);
        } catch (IOException e) {
            unreadable.put(path, now);
            notices.say(path + " is left out from where it cannot be read: "
                    + Optional.ofNullable(e.getMessage()).orElse("input/output error"));
        }
        if (file.count() > count) {
            before.put(file, count);
        }
    }

    private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        try {
            return Optional.of(PlainFile.attributes(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** A number of 16 bits that no other file has: the same in every process, as long as no two names want one. */
    private int number(Path path) {
        int number = (int) new IdHash().of(String.valueOf(path.getFileName())) & MOST_FILES - 1;
        while (!numbers.add(number)) {
            number = number + 1 & MOST_FILES - 1;
        }
        return number;
    }

    /** Adds the rows behind those before; false, and nothing done, if they do not belong behind all others. */
    private boolean append(Map<PlainFile, Integer> before) {
        OptionalLong last = index.lastKey();
        for (Map.Entry<PlainFile, Integer> entry : before.entrySet()) {
            for (int i = entry.getValue(); i < entry.getKey().count(); i++) {
                if (last.isPresent() && Long.compareUnsigned(entry.getKey().key(i), last.getAsLong()) <= 0) {
                    return false;
                }
            }
        }
        List<PlainFile> all = new ArrayList<>(places.files());
        before.keySet().stream()
                .filter(file -> !all.contains(file))
                .sorted(Comparator.comparing(PlainFile::path))
                .forEach(all::add);
        places = new Places(List.copyOf(all));
        add(before);
        return true;
    }

    private void rebuild() {
        index = new RowIndex();
        places = new Places(List.copyOf(files.values()));
        Map<PlainFile, Integer> all = new HashMap<>();
        files.values().forEach(file -> all.put(file, 0));
        add(all);
    }

    /** Adds the rows from the given ones on, in the order of their keys. */
    private void add(Map<PlainFile, Integer> from) {
        PriorityQueue<FileRun> runs = new PriorityQueue<>();
        for (int number = 0; number < places.files().size(); number++) {
            PlainFile file = places.files().get(number);
            if (from.containsKey(file) && from.get(file) < file.count()) {
                runs.add(new FileRun(file, number, from.get(file)));
            }
        }
        while (!runs.isEmpty()) {
            FileRun run = runs.remove();
            add(run);
            if (run.advance()) {
                runs.add(run);
            }
        }
        index.publish();
    }

    private void add(FileRun run) {
        PlainFile file = run.file();
        int row = run.row();
        OptionalLong last = index.lastKey();
        long wanted = file.key(row);
        boolean isFree = last.isEmpty() || Long.compareUnsigned(wanted, last.getAsLong()) > 0;
        long key = isFree ? wanted : last.getAsLong() + 1;
        if (key == RowIndex.NEVER) {
            return;
        }
        index.add(
                key,
                file.idHash(row),
                (long) run.number() << OFFSET_BITS | file.offset(row),
                file.form(row) | (isFree ? 0 : PlainFile.OTHER_KEY),
                false);
    }

    /** The files of an index, by the numbers in its places. */
    private record Places(List<PlainFile> files) implements RowPlaces {

        @Override
        public void copy(RowIndex.View view, int position, FileWindow window, RowBuffer target) throws IOException {
            long place = view.places()[position];
            int form = view.forms()[position];
            int length = form & PlainFile.LENGTH;
            PlainFile file = files.get((int) (place >>> OFFSET_BITS));
            int at = window.at(file.path(), file.isPacked(), place & (1L << OFFSET_BITS) - 1, length);
            byte[] bytes = window.bytes();
            int end = lastBrace(bytes, at, at + length, file.path());
            String key = new PaginationKey(view.keys()[position]).toString();
            String transaction = Keys.transaction(view.keys()[position]).toString();
            target.beginRow();
            if ((form & PlainFile.OTHER_KEY) != 0) {
                byte[] row = rewritten(bytes, at, length, form, key, transaction);
                target.append(row, 0, row.length);
            } else {
                target.append(bytes, at, end);
                byte[] more = more(form, key, transaction, isEmpty(bytes, at, end));
                target.append(more, 0, more.length);
                target.append(bytes, end, at + length);
            }
            target.endRow();
        }

        private static byte[] more(int form, String key, String transaction, boolean isFirst) {
            StringBuilder more = new StringBuilder();
            if ((form & PlainFile.WITHOUT_ID) != 0) {
                more.append(",\"id\":\"").append(key).append('"');
            }
            if ((form & PlainFile.WITHOUT_TRANSACTION) != 0) {
                more.append(",\"_xact_id\":\"").append(transaction).append('"');
            }
            if ((form & PlainFile.WITHOUT_KEY) != 0) {
                more.append(",\"_pagination_key\":\"").append(key).append('"');
            }
            String text = isFirst && !more.isEmpty() ? more.substring(1) : more.toString();
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        private static byte[] rewritten(byte[] bytes, int at, int length, int form, String key, String transaction)
                throws IOException {
            ObjectNode row = (ObjectNode) RowJson.MAPPER.readTree(bytes, at, length);
            if ((form & PlainFile.WITHOUT_ID) != 0) {
                row.put(RowForm.ID, key);
            }
            row.put(RowForm.TRANSACTION, transaction);
            row.put(RowForm.KEY, key);
            return RowJson.bytes(row);
        }

        /** Where the row's last brace is. */
        private static int lastBrace(byte[] bytes, int from, int to, Path path) throws IOException {
            int last = to - 1;
            while (last > from && bytes[last] <= ' ' && bytes[last] >= 0) {
                last--;
            }
            if (last <= from || bytes[last] != '}') {
                throw new IOException(path + " has changed while it was read; ask again");
            }
            return last;
        }

        private static boolean isEmpty(byte[] bytes, int from, int end) {
            int last = end - 1;
            while (last > from && bytes[last] <= ' ') {
                last--;
            }
            return bytes[last] == '{';
        }
    }
}
