package io.btautomations.core.testkit;

import io.btautomations.core.step.ContentException;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.ItemRecordWriter;
import io.btautomations.core.step.ItemRecords;
import io.btautomations.core.step.ItemWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Records of a format that only tests have: a line each, which begins with {@code >}, goes on with a row of JSON and
 * may end with a remark behind {@code #} that JSON loses.
 */
final class MemoryRecords implements ItemRecords {

    static final String TYPE = "application/x-test-records";

    private final MemorySession session;
    private final MemoryItem item;
    private Optional<BufferedReader> content = Optional.empty();
    private Optional<String> line = Optional.empty();

    MemoryRecords(MemorySession session, MemoryItem item) {
        this.session = session;
        this.item = item;
    }

    @Override
    public boolean next() throws IOException {
        if (content.isEmpty()) {
            content =
                    Optional.of(new BufferedReader(new InputStreamReader(session.read(item), StandardCharsets.UTF_8)));
        }
        line = Optional.ofNullable(content.get().readLine());
        if (line.filter(text -> !text.startsWith(">")).isPresent()) {
            throw new ContentException("no record: " + line.get(), new IOException("no >"));
        }
        return line.isPresent();
    }

    @Override
    public byte[] row() {
        return line.orElseThrow().substring(1).split("#", 2)[0].getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public ItemRecordWriter write() throws IOException {
        if (content.isEmpty()) {
            throw new AssertionError("written before anything was read");
        }
        return new Writer(session.write(Optional.of(item)));
    }

    @Override
    public void close() throws IOException {
        if (content.isPresent()) {
            content.get().close();
        }
    }

    private final class Writer implements ItemRecordWriter {

        private final ItemWriter writer;
        private int count;
        private boolean complete;

        Writer(ItemWriter writer) {
            this.writer = writer;
        }

        @Override
        public void add() throws IOException {
            if (complete) {
                throw new AssertionError("added behind the end");
            }
            count++;
            writer.write((line.orElseThrow() + "\n").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void complete() {
            complete = true;
        }

        @Override
        public FlowItem finish(Map<String, String> attributes) {
            if (!complete) {
                throw new AssertionError("finished before it was complete");
            }
            Map<String, String> all = new LinkedHashMap<>(attributes);
            all.put("record.count", Integer.toString(count));
            all.put("mime.type", TYPE);
            return writer.finish(all);
        }

        @Override
        public void discard() {
            writer.discard();
        }
    }
}
