package io.btautomations.engine.serve.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.btql.row.RowBlock;
import io.btautomations.btql.row.RowBlocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A directory of logs that is deleted in the end, and its store, which can be closed and opened again. */
public final class TestLogs implements AutoCloseable {

    private final Path directory;
    private final TestClock clock = new TestClock();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private Optional<LogStore> store = Optional.empty();
    private long longestSegment = LogStore.USUAL_SEGMENT;

    public TestLogs() {
        try {
            directory = Files.createTempDirectory("served-logs");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has logs begin another file after so many bytes. */
    TestLogs withSegments(long bytes) {
        longestSegment = bytes;
        return this;
    }

    public Path directory() {
        return directory;
    }

    public TestClock clock() {
        return clock;
    }

    public List<String> notices() {
        return notices;
    }

    public void say(String notice) {
        notices.add(notice);
    }

    public LogStore store() {
        if (store.isEmpty()) {
            try {
                store = Optional.of(LogStore.open(directory, longestSegment, clock, notices::add));
            } catch (IOException | LogStore.InUseException e) {
                throw new IllegalStateException(e);
            }
        }
        return store.get();
    }

    public ServedObject project(String name) {
        try {
            return store().registerProject(name);
        } catch (IOException | LogException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes rows, each a JSON object in which {@code '} stands for quotation marks. */
    public void write(ServedObject object, String... rows) {
        try {
            store().write(object, Stream.of(rows).map(TestLogs::row).toList());
        } catch (IOException | LogException e) {
            throw new IllegalStateException(e);
        }
    }

    public static ObjectNode row(String json) {
        try {
            return (ObjectNode) RowJson.MAPPER.readTree(json.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode value(String json) {
        try {
            return RowJson.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest versions of an object's rows, in the order of their keys. */
    public List<ObjectNode> rows(ServedObject object) {
        try {
            return rows(store().view(object), KeyRange.ALL, true);
        } catch (IOException | LogException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<ObjectNode> rows(LogView view, KeyRange range, boolean isAscending) {
        List<ObjectNode> rows = new ArrayList<>();
        try (RowBlocks blocks = view.rows(range, isAscending, new ReadBytes()).open()) {
            for (Optional<RowBlock> next = blocks.next(); next.isPresent(); next = blocks.next()) {
                RowBlock block = next.get();
                for (int i = 0; i < block.rowCount(); i++) {
                    rows.add((ObjectNode)
                            RowJson.MAPPER.readTree(block.bytes(), block.start(i), block.end(i) - block.start(i)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /** Closes the store; the next use opens it again. */
    public void restart() {
        if (store.isPresent()) {
            try {
                store.get().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            store = Optional.empty();
        }
    }

    @Override
    public void close() {
        restart();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
