package io.btautomations.engine.serve.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.btql.row.RowBlock;
import io.btautomations.btql.row.RowBlockReader;
import io.btautomations.btql.row.RowFile;
import io.btautomations.btql.row.RowLimits;
import io.btautomations.core.braintrust.PaginationKey;
import io.btautomations.core.braintrust.TransactionId;
import io.btautomations.core.port.WallClock;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A log that was written through the server. Every version of a row is a line of its files; a row that is updated is
 * added again. What is written is on the disk before it can be read. Safe for use by several threads.
 */
final class WritableLog implements RowPlaces, Closeable {

    /** Longest row, in bytes; readers of files skip longer ones. */
    static final int LONGEST_ROW = RowLimits.DEFAULT.maximumRowBytes();
    /** Rows have numbers of 16 bits in their transaction. */
    private static final int MOST_ROWS = 1 << 16;

    private static final int OFFSET_BITS = 48;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final WallClock clock;
    private final WriteClock transactions;
    private final Segments segments;
    private final RowForm form;
    private final RowIndex index = new RowIndex();
    private final IdHash hash = new IdHash();
    private final ReentrantLock writing = new ReentrantLock();

    private WritableLog(ServedObject object, WallClock clock, WriteClock transactions, Segments segments) {
        this.clock = clock;
        this.transactions = transactions;
        this.segments = segments;
        this.form = new RowForm(object);
    }

    /** Opens the log in {@code directory}, which is made if it is not there. */
    static WritableLog open(
            ServedObject object,
            Path directory,
            long longestSegment,
            WallClock clock,
            WriteClock transactions,
            Notices notices)
            throws IOException {
        Segments segments = Segments.open(directory, longestSegment, notices);
        try {
            WritableLog log = new WritableLog(object, clock, transactions, segments);
            for (int number = 0; number < segments.count(); number++) {
                log.read(number, notices);
            }
            log.index.publish();
            OptionalLong last = log.index.lastKey();
            if (last.isPresent()) {
                transactions.advance(Keys.transaction(last.getAsLong()));
            }
            return log;
        } catch (IOException e) {
            segments.close();
            throw e;
        }
    }

    private void read(int number, Notices notices) throws IOException {
        RowLines lines = new RowLines();
        long strange = 0;
        try (RowBlockReader reader = new RowBlockReader(
                RowFile.open(segments.path(number)), RowLimits.DEFAULT, RowBlockReader.LastLine.DELIVER)) {
            for (Optional<RowBlock> next = reader.next(); next.isPresent(); next = reader.next()) {
                RowBlock block = next.get();
                for (int row = 0; row < block.rowCount(); row++) {
                    long offset = block.streamOffset() + block.start(row) - block.start(0);
                    int length = block.end(row) - block.start(row);
                    boolean isRow = lines.read(block.bytes(), block.start(row), block.end(row));
                    if (!isRow || !add(lines, place(number, offset), length)) {
                        strange++;
                    }
                }
            }
            strange += reader.oversizedRows();
        }
        if (strange > 0) {
            notices.say(segments.path(number) + ": " + strange
                    + " lines are no rows of this log, or not in the order of their keys; they are passed over");
        }
    }

    private boolean add(RowLines lines, long place, int length) {
        OptionalLong key = lines.key().map(Keys::parse).orElse(OptionalLong.empty());
        Optional<Long> idHash = lines.idHash();
        OptionalLong last = index.lastKey();
        boolean isNext = key.isPresent()
                && key.getAsLong() != RowIndex.NEVER
                && (last.isEmpty() || Long.compareUnsigned(key.getAsLong(), last.getAsLong()) > 0);
        if (!isNext || idHash.isEmpty()) {
            return false;
        }
        index.add(key.getAsLong(), idHash.get(), place, length, lines.isDeleted());
        return true;
    }

    /**
     * Writes rows as the official clients send them, one after the other: as they are, merged into what there is, or as
     * the end of a row.
     *
     * @param rows each with an id
     * @return the transaction that has them
     * @throws LogException if one of them cannot be written; then none is
     */
    TransactionId write(List<ObjectNode> rows) throws IOException, LogException {
        if (rows.size() > MOST_ROWS) {
            throw new LogException(
                    LogException.Kind.TOO_LARGE,
                    "a request has at most " + MOST_ROWS + " rows, this one has " + rows.size());
        }
        writing.lock();
        try {
            List<Touched> touched = apply(rows);
            TransactionId transaction = transactions.begin(this);
            write(touched, transaction);
            return transaction;
        } finally {
            transactions.end(this);
            writing.unlock();
        }
    }

    /** A row that a request touches. */
    private static final class Touched {

        private final String id;
        private final boolean existed;
        private boolean isMerged;
        private Optional<ObjectNode> row;
        private ObjectNode sent;

        Touched(String id, Optional<ObjectNode> row, ObjectNode sent) {
            this.id = id;
            this.existed = row.isPresent();
            this.isMerged = existed;
            this.row = row;
            this.sent = sent;
        }

        RowForm.Audit audit() {
            return new RowForm.Audit(
                    isMerged ? "merge" : "upsert",
                    sent.path(RowForm.AUDIT_SOURCE).asText("api"),
                    sent.path(RowForm.AUDIT_METADATA));
        }
    }

    private List<Touched> apply(List<ObjectNode> rows) throws IOException, LogException {
        Map<String, Touched> touched = new LinkedHashMap<>();
        for (ObjectNode sent : rows) {
            ObjectNode row = Comments.asPartOfRow(sent, now());
            String id = row.path(RowForm.ID).textValue();
            Touched target = touched.get(id);
            if (target == null) {
                target = new Touched(id, find(id), row);
                touched.put(id, target);
            }
            target.sent = row;
            target.isMerged &= row.path(RowMerge.IS_MERGE).asBoolean();
            target.row = applied(target.row, row);
        }
        return touched.values().stream()
                .filter(row -> row.existed || row.row.isPresent())
                .toList();
    }

    private static Optional<ObjectNode> applied(Optional<ObjectNode> before, ObjectNode sent) throws LogException {
        if (sent.path(RowForm.DELETED).asBoolean()) {
            return Optional.empty();
        }
        if (sent.path(RowMerge.IS_MERGE).asBoolean() && before.isPresent()) {
            RowMerge.merge(before.get(), sent);
            Comments.settle(before.get());
            return before;
        }
        ObjectNode row = sent.deepCopy();
        Comments.settle(row);
        before.ifPresent(old -> {
            Comments.keep(old, row);
            if (!row.hasNonNull("created")) {
                row.set("created", old.get("created"));
            }
        });
        return Optional.of(row);
    }

    private Optional<ObjectNode> find(String id) throws IOException {
        RowIndex.View view = index.view();
        int position = index.find(hash.of(id));
        if (position == IdMap.ABSENT) {
            return Optional.empty();
        }
        RowBuffer buffer = new RowBuffer();
        try (FileWindow window = new FileWindow(true)) {
            copy(view, position, window, buffer);
        }
        RowBlock block = buffer.block(0);
        JsonNode row = RowJson.MAPPER.readTree(block.bytes(), block.start(0), block.end(0) - block.start(0));
        return row instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }

    private void write(List<Touched> rows, TransactionId transaction) throws IOException, LogException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        int[] starts = new int[rows.size() + 1];
        String now = now();
        long firstKey = transaction.firstKey().value();
        for (int i = 0; i < rows.size(); i++) {
            Touched touched = rows.get(i);
            PaginationKey key = new PaginationKey(firstKey + i);
            ObjectNode row = touched.row
                    .map(values -> form.whole(values, touched.audit(), transaction, key, now))
                    .orElseGet(() -> form.deleted(touched.id, transaction, key, now));
            byte[] line = RowJson.bytes(row);
            if (line.length > LONGEST_ROW) {
                throw new LogException(
                        LogException.Kind.TOO_LARGE,
                        "row '" + touched.id + "' would have " + line.length + " bytes; a row has at most "
                                + LONGEST_ROW);
            }
            lines.writeBytes(line);
            lines.write('\n');
            starts[i + 1] = lines.size();
        }
        long begin = segments.end();
        segments.write(lines.toByteArray(), lines.size());
        int segment = segments.count() - 1;
        for (int i = 0; i < rows.size(); i++) {
            Touched touched = rows.get(i);
            index.add(
                    firstKey + i,
                    hash.of(touched.id),
                    place(segment, begin + starts[i]),
                    starts[i + 1] - starts[i] - 1,
                    touched.row.isEmpty());
        }
        index.publish();
    }

    private String now() {
        return TIME.format(clock.now());
    }

    private static long place(int segment, long offset) {
        return (long) segment << OFFSET_BITS | offset;
    }

    @Override
    public void copy(RowIndex.View view, int position, FileWindow window, RowBuffer target) throws IOException {
        long place = view.places()[position];
        int length = view.forms()[position];
        Path path = segments.path((int) (place >>> OFFSET_BITS));
        int at = window.at(path, false, place & (1L << OFFSET_BITS) - 1, length);
        target.beginRow();
        target.append(window.bytes(), at, at + length);
        target.endRow();
    }

    /** What there is now; it stays as it is. */
    LogView view() throws IOException {
        TransactionId settled = transactions.settled(this);
        return new LogView(List.of(new LogView.Part(index.view(), this, true)), Optional.of(settled));
    }

    @Override
    public void close() throws IOException {
        writing.lock();
        try {
            segments.close();
        } finally {
            writing.unlock();
        }
    }
}
