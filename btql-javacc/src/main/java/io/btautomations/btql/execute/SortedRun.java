package io.btautomations.btql.execute;

import io.btautomations.btql.value.Value;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Entries in order, put away in a file. */
final class SortedRun {

    private static final int BUFFER = 1 << 15;

    private final SpillFile file;
    private final long count;

    private SortedRun(SpillFile file, long count) {
        this.file = file;
        this.count = count;
    }

    /** Gives entries one after the other; empty at the end. */
    @FunctionalInterface
    interface Entries {

        Optional<SortEntry> next() throws IOException;
    }

    /** Puts away the first {@code limit} of the entries. */
    static SortedRun write(Entries entries, long limit, SpillFile file) throws IOException {
        long count = 0;
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(file.write(), BUFFER))) {
            Optional<SortEntry> entry = limit > 0 ? entries.next() : Optional.empty();
            while (entry.isPresent()) {
                write(entry.get(), out);
                count++;
                entry = count < limit ? entries.next() : Optional.empty();
            }
        }
        return new SortedRun(file, count);
    }

    private static void write(SortEntry entry, DataOutputStream out) throws IOException {
        ValueCodec.writeAll(entry.keys(), out);
        out.writeLong(entry.ordinal());
        out.writeBoolean(entry.cursor().isPresent());
        if (entry.cursor().isPresent()) {
            ValueCodec.writeText(entry.cursor().get(), out);
        }
        Optional<byte[]> source = entry.result().source();
        out.writeBoolean(source.isPresent());
        if (source.isPresent()) {
            ValueCodec.writeBytes(source.get(), out);
        } else {
            ValueCodec.writeMembers(entry.result().values(), out);
        }
    }

    private static SortEntry read(DataInputStream in) throws IOException {
        List<Value> keys = ValueCodec.readAll(in);
        long ordinal = in.readLong();
        Optional<String> cursor = in.readBoolean() ? Optional.of(ValueCodec.readText(in)) : Optional.empty();
        ResultRow result = in.readBoolean()
                ? ResultRow.unchanged(ValueCodec.readBytes(in))
                : ResultRow.of(new TreeMap<>(ValueCodec.readMembers(in)));
        return new SortEntry(keys, ordinal, result, cursor);
    }

    Reader open() throws IOException {
        return new Reader(new DataInputStream(new BufferedInputStream(file.read(), BUFFER)));
    }

    void giveUp() throws IOException {
        file.close();
    }

    /** Reads the run from its beginning. */
    final class Reader implements Entries, Closeable {

        private final DataInputStream in;
        private long remaining = count;

        private Reader(DataInputStream in) {
            this.in = in;
        }

        @Override
        public Optional<SortEntry> next() throws IOException {
            if (remaining == 0) {
                return Optional.empty();
            }
            remaining--;
            return Optional.of(read(in));
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
