package io.btautomations.engine.serve.log;

import io.btautomations.btql.row.RowBlock;
import io.btautomations.btql.row.RowBlockReader;
import io.btautomations.btql.row.RowBlocks;
import io.btautomations.btql.row.RowLimits;
import io.btautomations.btql.value.IsoTime;
import io.btautomations.core.source.file.LogFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** The rows of a file that somebody else writes, as far as it was read. For one thread. */
final class PlainFile {

    /** What {@link #forms} says: the row's length, and what it has not and is to be given. */
    static final int LENGTH = (1 << 26) - 1;

    static final int WITHOUT_KEY = 1 << 26;
    static final int WITHOUT_TRANSACTION = 1 << 27;
    static final int WITHOUT_ID = 1 << 28;
    /** What it has says something else. */
    static final int OTHER_KEY = 1 << 29;

    private static final int SECOND_BITS = 32;
    private static final int NUMBER_BITS = 16;
    private static final long MOST_ROWS_A_SECOND = 1L << NUMBER_BITS;
    private static final long LAST_SECOND = (1L << SECOND_BITS) - 2;

    private final Path path;
    private final int number;
    private final RowLines lines = new RowLines();
    private Optional<BasicFileAttributes> seen = Optional.empty();
    private long consumed;
    private long second;
    private long rowsOfSecond;
    private long lastTransaction;
    private long rowsOfTransaction;
    private boolean ordersTransactions = true;

    private long[] keys = new long[64];
    private long[] idHashes = new long[64];
    private long[] offsets = new long[64];
    private int[] forms = new int[64];
    private int count;

    /** @param number tells this file from all others of the log; 16 bits */
    PlainFile(Path path, int number) {
        this.path = path;
        this.number = number;
    }

    int number() {
        return number;
    }

    Path path() {
        return path;
    }

    boolean isPacked() {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".gz") || name.endsWith(".zst");
    }

    int count() {
        return count;
    }

    /** The key that row {@code i} asks for. */
    long key(int i) {
        return keys[i];
    }

    long idHash(int i) {
        return idHashes[i];
    }

    long offset(int i) {
        return offsets[i];
    }

    int form(int i) {
        return forms[i];
    }

    boolean ordersTransactions() {
        return ordersTransactions;
    }

    /** Whether what was read is still there, at the same place. */
    boolean isStillThere(BasicFileAttributes now) {
        return seen.isEmpty()
                || isUnchanged(now)
                || !isPacked()
                        && now.size() >= consumed
                        && Objects.equals(seen.get().fileKey(), now.fileKey());
    }

    /** Whether there is nothing to be read since the last time. */
    boolean isUnchanged(BasicFileAttributes now) {
        return seen.isPresent()
                && seen.get().size() == now.size()
                && seen.get().lastModifiedTime().equals(now.lastModifiedTime())
                && Objects.equals(seen.get().fileKey(), now.fileKey());
    }

    /** Reads what was not yet read. */
    void read(BasicFileAttributes now) throws IOException {
        seen = Optional.of(now);
        if (isPacked()) {
            try (RowBlocks rows = RowBlocks.of(LogFiles.open(path).rows(), RowLimits.DEFAULT)) {
                add(rows, 0);
            }
        } else {
            readOn();
        }
    }

    private void readOn() throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            channel.position(consumed);
            InputStream rest = Channels.newInputStream(channel);
            RowBlockReader rows = new RowBlockReader(rest, RowLimits.DEFAULT, RowBlockReader.LastLine.LEAVE);
            add(rows, consumed);
            consumed += rows.consumed();
            addLast(channel);
        }
    }

    /** The last line, when it is a whole row already: many writers put line ends between rows only. */
    private void addLast(FileChannel channel) throws IOException {
        long length = channel.size() - consumed;
        if (length <= 0 || length > RowLimits.DEFAULT.maximumRowBytes()) {
            return;
        }
        byte[] bytes = new byte[(int) length];
        ByteBuffer target = ByteBuffer.wrap(bytes);
        while (target.hasRemaining() && channel.read(target, consumed + target.position()) >= 0) {
            // until the line is read
        }
        if (!target.hasRemaining() && lines.read(bytes, 0, bytes.length)) {
            add(consumed, bytes.length);
            consumed += length;
        }
    }

    private void add(RowBlocks rows, long base) throws IOException {
        for (Optional<RowBlock> next = rows.next(); next.isPresent(); next = rows.next()) {
            RowBlock block = next.get();
            for (int row = 0; row < block.rowCount(); row++) {
                if (lines.read(block.bytes(), block.start(row), block.end(row))) {
                    add(
                            base + block.streamOffset() + block.start(row) - block.start(0),
                            block.end(row) - block.start(row));
                }
            }
        }
    }

    private void add(long offset, int length) {
        OptionalLong own = lines.key().map(Keys::parse).orElse(OptionalLong.empty());
        OptionalLong transaction =
                lines.transaction().map(Keys::parseTransaction).orElse(OptionalLong.empty());
        int form = length
                | (lines.hasKey() ? 0 : WITHOUT_KEY)
                | (lines.hasTransaction() ? 0 : WITHOUT_TRANSACTION)
                | (lines.hasId() ? 0 : WITHOUT_ID);
        long key;
        if (own.isPresent() && own.getAsLong() != RowIndex.NEVER) {
            key = own.getAsLong();
            boolean fits = transaction.isEmpty() || transaction.getAsLong() >>> NUMBER_BITS == key >>> NUMBER_BITS;
            ordersTransactions &= fits;
            form |= lines.hasTransaction() && transaction.isEmpty() ? OTHER_KEY : 0;
        } else if (transaction.isPresent()) {
            key = inTransaction(transaction.getAsLong());
            form |= lines.hasKey() ? OTHER_KEY : 0;
        } else {
            key = byTime();
            form |= lines.hasKey() || lines.hasTransaction() ? OTHER_KEY : 0;
        }
        long idHash = lines.idHash().orElseGet(() -> lines.idHash(path + "\n" + offset));
        grow();
        keys[count] = key;
        idHashes[count] = idHash;
        offsets[count] = offset;
        forms[count] = form;
        count++;
    }

    private long inTransaction(long firstKey) {
        rowsOfTransaction = firstKey == lastTransaction ? rowsOfTransaction + 1 : 0;
        lastTransaction = firstKey;
        return firstKey + Math.min(rowsOfTransaction, MOST_ROWS_A_SECOND - 1);
    }

    /**
     * A key made of the second in which the row was created, or the latest one before it, the file's number, and the
     * row's number among those of that second. It does not depend on what is added later.
     */
    private long byTime() {
        long created = lines.created()
                .flatMap(IsoTime::parse)
                .map(Instant::getEpochSecond)
                .orElse(0L);
        if (created > second && created <= LAST_SECOND) {
            second = created;
            rowsOfSecond = 0;
        } else if (rowsOfSecond == MOST_ROWS_A_SECOND) {
            second++;
            rowsOfSecond = 0;
        }
        return second << SECOND_BITS | (long) number << NUMBER_BITS | rowsOfSecond++;
    }

    private void grow() {
        if (count == keys.length) {
            int length = Math.multiplyExact(count, 2);
            keys = Arrays.copyOf(keys, length);
            idHashes = Arrays.copyOf(idHashes, length);
            offsets = Arrays.copyOf(offsets, length);
            forms = Arrays.copyOf(forms, length);
        }
    }

    static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class);
    }
}
