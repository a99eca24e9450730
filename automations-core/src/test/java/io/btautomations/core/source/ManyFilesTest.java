package io.btautomations.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.core.source.local.LocalFiles;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.source.track.FileTracker;
import io.btautomations.core.source.track.FinishedEntries;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.StepException;
import io.btautomations.core.testkit.MemoryItem;
import io.btautomations.core.testkit.StepHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many more files than the state names. {@code -Dfiles.many=100000} makes it a hundred thousand. */
class ManyFilesTest {

    private static final int MANY = Integer.getInteger("files.many", 3000);
    private static final Instant OLD = Instant.parse("2001-01-01T00:00:00Z");

    @TempDir
    private Path temporary;

    private Path directory;
    private StepHarness host;

    @BeforeEach
    void open() throws IOException {
        directory = temporary.toRealPath();
        host = StepHarness.of(ScheduledBtqlQueryStep.DESCRIPTOR)
                .set(SourceSettings.PATHS, directory.toString())
                .set(SourceSettings.START_POSITION, "Beginning")
                .set(SourceSettings.ZERO_ROW_RUNS, "Skip");
        host.clock().set(Instant.parse("2100-01-01T00:00:00Z"));
    }

    @Test
    void thousandsOfFilesAreReadOnceEachAlsoThoseThatComeLateAndAreOld() throws Exception {
        for (int number = 0; number < MANY; number++) {
            create(number);
        }
        List<Integer> delivered = catchUp();
        assertThat(delivered).containsExactlyInAnyOrderElementsOf(numbers(0, MANY));
        assertThat(host.state().entries().keySet())
                .filteredOn(key -> key.startsWith("file."))
                .hasSize(LocalFiles.MOST_OPEN);
        assertThat(stateSize()).isLessThan(150_000 + 6 * MANY);

        host.restart();
        assertThat(catchUp()).isEmpty();
        Path late = create(MANY);
        Files.move(late, directory.resolve("00000.jsonl"));
        Files.setLastModifiedTime(directory.resolve("00000.jsonl"), FileTime.from(Instant.EPOCH));
        assertThat(catchUp()).containsExactly(MANY);

        for (int number = 0; number < MANY; number += 2) {
            Files.delete(file(number));
        }
        create(MANY + 1);
        assertThat(catchUp()).containsExactly(MANY + 1);
        host.restart();
        Files.writeString(file(1), "{\"id\":-1}\n", StandardOpenOption.APPEND);
        assertThat(catchUp()).containsExactly(-1);
        assertThat(host.events().warnings()).isEmpty();
    }

    @Test
    void ofFinishedFilesThatAreGoneNoMoreAreRememberedThanThereIsRoomFor() throws Exception {
        create(1);
        catchUp();
        Files.delete(file(1));
        create(2);
        catchUp();
        Map<String, String> entries = new HashMap<>(host.state().entries());
        long[] marks = new Random(1)
                .longs(FileTracker.MOST_FINISHED + 300, 0, 1L << 48)
                .toArray();
        entries.putAll(FinishedEntries.of(marks));
        host.state().overwrite(entries);
        Files.move(file(2), temporary.resolve("away"));
        assertThat(catchUp()).isEmpty();
        assertThat(FinishedEntries.count(host.state().entries())).isEqualTo(marks.length);
        Files.move(temporary.resolve("away"), file(2));
        assertThat(catchUp()).isEmpty();
        assertThat(FinishedEntries.count(host.state().entries())).isEqualTo(FileTracker.MOST_FINISHED);
    }

    private Path create(int number) throws IOException {
        Path file = file(number);
        Files.writeString(file, "{\"id\":" + number + "}\n");
        Files.setLastModifiedTime(file, FileTime.from(OLD.plusSeconds(number)));
        return file;
    }

    private Path file(int number) {
        return directory.resolve("spool-" + (1_000_000 + number) + ".jsonl");
    }

    /** The numbers of the rows that are new. */
    private List<Integer> catchUp() throws StepException {
        do {
            host.clock().advance(Duration.ofMinutes(1));
        } while (host.trigger() == Progress.MORE);
        return host.takeOutput(ScheduledBtqlQueryStep.SUCCESS).stream()
                .map(MemoryItem::text)
                .flatMap(String::lines)
                .map(line -> Integer.valueOf(line.substring("{\"id\":".length(), line.length() - 1)))
                .toList();
    }

    private int stateSize() {
        return host.state().entries().entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
