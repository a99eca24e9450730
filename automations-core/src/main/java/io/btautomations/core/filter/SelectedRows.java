package io.btautomations.core.filter;

import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.ItemWriter;
import io.btautomations.core.step.StepSession;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of an input that go one way. While they are one stretch of the input nothing is copied; from the second
 * stretch on they are written to a new item. Takes no more memory for many rows than for few. For one thread.
 */
final class SelectedRows implements Selection {

    private static final int BLOCK = 1 << 16;

    private final StepSession session;
    private final FlowItem input;
    private Optional<ItemWriter> writer = Optional.empty();
    private long from;
    private long to;
    private long rows;

    SelectedRows(StepSession session, FlowItem input) {
        this.session = session;
        this.input = input;
    }

    @Override
    public long rows() {
        return rows;
    }

    /**
     * Adds the row in {@code bytes[start, end)}.
     *
     * @param gap where the row before it ends in the input, whatever became of that; blank lines may be in between
     * @param offset where the row stands in the input
     */
    void add(long gap, long offset, byte[] bytes, int start, int end) throws IOException {
        rows++;
        if (!extend(gap, offset + end - start)) {
            opened().write(bytes, start, end - start);
        }
    }

    /** Adds rows that stand in {@code [offset, end)} of the input. */
    void add(long offset, long end, long count) throws IOException {
        rows += count;
        if (!extend(offset, end)) {
            copy(offset, end, opened());
        }
    }

    /** Adds a row that does not stand in the input as these bytes. */
    void addRewritten(byte[] bytes, int start, int end) throws IOException {
        rows++;
        opened().write(bytes, start, end - start);
    }

    /** There are only blank lines from {@code offset} to the end of the input. */
    void endsAt(long offset) {
        if (writer.isEmpty() && offset == to && to > from) {
            to = input.size();
        }
    }

    @Override
    public boolean isWholeInput() {
        return writer.isEmpty() && from == 0 && to == input.size();
    }

    @Override
    public FlowItem toItem(Map<String, String> attributes) {
        if (isWholeInput()) {
            return session.withAttributes(input, attributes);
        }
        if (writer.isEmpty() && to > from) {
            return session.withAttributes(session.slice(input, from, to - from), attributes);
        }
        ItemWriter ending = writer.orElseGet(() -> session.write(Optional.of(input)));
        writer = Optional.empty();
        return ending.finish(attributes);
    }

    @Override
    public void discard() {
        writer.ifPresent(ItemWriter::discard);
        writer = Optional.empty();
    }

    /** Makes the stretch longer, if the rows are still one and these follow it. */
    private boolean extend(long offset, long end) {
        boolean isFirst = to == from;
        if (writer.isPresent() || !isFirst && offset != to) {
            return false;
        }
        from = isFirst ? offset : from;
        to = end;
        return true;
    }

    private ItemWriter opened() throws IOException {
        if (writer.isEmpty()) {
            ItemWriter opened = session.write(Optional.of(input));
            writer = Optional.of(opened);
            copy(from, to, opened);
        }
        return writer.get();
    }

    private void copy(long begin, long end, ItemWriter into) throws IOException {
        if (begin == end) {
            return;
        }
        try (InputStream content = session.read(input)) {
            content.skipNBytes(begin);
            byte[] block = new byte[(int) Math.min(BLOCK, end - begin)];
            for (long left = end - begin; left > 0; ) {
                int count = content.read(block, 0, (int) Math.min(block.length, left));
                if (count < 0) {
                    throw new EOFException("the content ends " + left + " bytes early");
                }
                into.write(block, 0, count);
                left -= count;
            }
        }
    }
}
