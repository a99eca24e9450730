package io.btautomations.engine.query;

import io.btautomations.btql.execute.ResultRow;
import io.btautomations.btql.execute.SpillFile;
import io.btautomations.btql.execute.SpillSpace;
import io.btautomations.btql.value.JsonReader;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.Value;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a result until all of its rows are known, for forms that must know all columns first: a little in memory, more
 * of it in a file.
 */
final class RowSpool implements Closeable {

    private static final int MOST_IN_MEMORY = 4 << 20;

    private final List<String> known;
    private final Set<String> columns;
    private final SpillSpace space;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Optional<SpillFile> file = Optional.empty();
    private DataOutputStream out = new DataOutputStream(memory);
    private long rows;

    /** Takes a row that was kept, its values in the order of {@link #columns()}. */
    @FunctionalInterface
    interface Taker {

        void take(List<Value> values) throws IOException;
    }

    /** Takes a row that was kept, as JSON. */
    @FunctionalInterface
    interface BytesTaker {

        void take(byte[] row) throws IOException;
    }

    /** @param known the columns, if they are known before the rows are; else they come in the order of appearance */
    RowSpool(List<String> known, SpillSpace space) {
        this.known = known;
        this.columns = new LinkedHashSet<>(known);
        this.space = space;
    }

    void add(ResultRow row) throws IOException {
        byte[] bytes = JsonWriter.bytes(row);
        if (known.isEmpty()) {
            columns.addAll(members(bytes).members().keySet());
        }
        if (file.isEmpty() && memory.size() + bytes.length > MOST_IN_MEMORY) {
            moveToFile();
        }
        out.writeInt(bytes.length);
        out.write(bytes);
        rows++;
    }

    private void moveToFile() throws IOException {
        SpillFile opened = space.newFile();
        file = Optional.of(opened);
        OutputStream stream = new BufferedOutputStream(opened.write(), 1 << 16);
        out = new DataOutputStream(stream);
        memory.writeTo(out);
        memory.reset();
    }

    long rows() {
        return rows;
    }

    List<String> columns() {
        return new ArrayList<>(columns);
    }

    /** Gives all rows in the order in which they came and as often as asked; no row is added afterwards. */
    void replay(Taker taker) throws IOException {
        List<String> order = columns();
        replayBytes(bytes -> {
            ObjectValue members = members(bytes);
            List<Value> values = new ArrayList<>(order.size());
            for (String column : order) {
                values.add(members.members().getOrDefault(column, NullValue.NULL));
            }
            taker.take(values);
        });
    }

    /** As {@link #replay}, each row as JSON. */
    void replayBytes(BytesTaker taker) throws IOException {
        out.close();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(read(), 1 << 16))) {
            for (long row = 0; row < rows; row++) {
                byte[] bytes = new byte[in.readInt()];
                in.readFully(bytes);
                taker.take(bytes);
            }
        }
    }

    private InputStream read() throws IOException {
        return file.isPresent() ? file.get().read() : new ByteArrayInputStream(memory.toByteArray());
    }

    private static ObjectValue members(byte[] bytes) throws IOException {
        Optional<Value> value = JsonReader.read(bytes, 0, bytes.length);
        if (value.isPresent() && value.get() instanceof ObjectValue object) {
            return object;
        }
        throw new IOException("a row of the result is no JSON object: " + new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        out.close();
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
