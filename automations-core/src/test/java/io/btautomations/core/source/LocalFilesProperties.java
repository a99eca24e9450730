package io.btautomations.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.StepException;
import io.btautomations.core.testkit.Crash;
import io.btautomations.core.testkit.Failpoints;
import io.btautomations.core.testkit.SessionFailure;
import io.btautomations.core.testkit.StepHarness;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever happens to the files and to the process: rows delivered = rows logged, none twice. */
class LocalFilesProperties {

    private static final int STEPS = 60;

    private Path directory;
    private Log log;

    @BeforeTry
    void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("log").toRealPath();
        log = new Log(directory);
    }

    @AfterTry
    void deleteDirectory() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 300)
    void everyRowIsDeliveredOnce(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        StepHarness host = StepHarness.of(ScheduledBtqlQueryStep.DESCRIPTOR)
                .set(SourceSettings.PATHS, directory + "/*.jsonl*")
                .set(SourceSettings.START_POSITION, "Beginning")
                .set(SourceSettings.ZERO_ROW_RUNS, random.nextBoolean() ? "Send" : "Skip")
                .set(SourceSettings.ROWS_PER_FLOWFILE, Integer.toString(1 + random.nextInt(5)))
                .set(SourceSettings.BYTES_PER_FLOWFILE, (1 + random.nextInt(2000)) + " B")
                .set(SourceSettings.MAX_RUN_BYTES, (1 + random.nextInt(20_000)) + " B");
        if (random.nextBoolean()) {
            host.set(SourceSettings.MAX_RUN_ROWS, Integer.toString(1 + random.nextInt(20)));
        }
        host.clock().set(Instant.parse("2100-01-01T00:00:00Z"));
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(3) == 0) {
                run(host, random);
            } else {
                log.happen(random, host.clock().now());
            }
        }
        log.finishRows();
        host.clock().advance(Duration.ofMinutes(1));
        host.triggerThroughFaults(1);
        do {
            host.clock().advance(Duration.ofSeconds(1));
        } while (host.triggerThroughFaults(1) == Progress.MORE);

        Deliveries deliveries = Deliveries.of(host.output(ScheduledBtqlQueryStep.SUCCESS));
        assertThat(numbers(deliveries.rows())).containsExactlyInAnyOrderElementsOf(numbers(log.rows()));
        assertThat(Set.copyOf(deliveries.rows())).isEqualTo(Set.copyOf(log.rows()));
        deliveries.requireContiguousRuns();
    }

    private static List<String> numbers(List<String> rows) {
        return rows.stream().map(row -> row.substring(0, row.indexOf(','))).toList();
    }

    private static void run(StepHarness host, Random random) {
        host.clock().advance(Duration.ofMillis(random.nextInt(5000) - 100));
        if (random.nextInt(5) == 0) {
            host.restart();
        }
        if (random.nextBoolean()) {
            Failpoints.Fault fault = random.nextBoolean() ? Failpoints.Fault.CRASH : Failpoints.Fault.FAILURE;
            host.failpoints().arm(random.nextInt(25), fault);
        }
        try {
            host.trigger();
        } catch (Crash | SessionFailure | StepException e) {
            boolean isExpected = host.failpoints().hasFired() || e.getMessage().contains("is done");
            assertThat(isExpected).as(e.toString()).isTrue();
        }
        host.failpoints().arm(-1, Failpoints.Fault.CRASH);
    }

    /** A log that several writers append to and that is rotated behind their backs. */
    private static final class Log {

        private static final int WRITERS = 3;

        private final Path directory;
        private final List<String> rows = new ArrayList<>();
        private final String[] unfinished = new String[WRITERS];
        private int rotations;
        /** A file that is about to be deleted, because it was compressed. */
        private Optional<Path> compressed = Optional.empty();

        Log(Path directory) {
            this.directory = directory;
        }

        List<String> rows() {
            return rows;
        }

        void happen(Random random, Instant now) throws IOException {
            deleteCompressed();
            int writer = random.nextInt(WRITERS);
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> append(writer, random);
                case 3 -> appendHalf(writer, random);
                case 4 -> finish(writer);
                case 5 -> rename(writer);
                case 6 -> shift(writer);
                case 7, 8 -> compress(writer, random, now);
                default -> copyAndTruncate(writer);
            }
        }

        void finishRows() throws IOException {
            deleteCompressed();
            for (int writer = 0; writer < WRITERS; writer++) {
                finish(writer);
            }
        }

        private void append(int writer, Random random) throws IOException {
            finish(writer);
            for (int count = random.nextInt(12); count >= 0; count--) {
                write(writer, row(random) + "\n");
            }
        }

        private void appendHalf(int writer, Random random) throws IOException {
            finish(writer);
            String row = row(random);
            int cut = 1 + random.nextInt(row.length());
            write(writer, row.substring(0, cut));
            unfinished[writer] = row.substring(cut) + "\n";
        }

        private void finish(int writer) throws IOException {
            if (unfinished[writer] != null) {
                write(writer, unfinished[writer]);
                unfinished[writer] = null;
            }
        }

        /** As most loggers do it: the file gets a name of its own, a new one is begun. */
        private void rename(int writer) throws IOException {
            finish(writer);
            move(file(writer), sibling(writer, ++rotations + 100));
        }

        /** As logrotate does it: .1 becomes .2, the file becomes .1. */
        private void shift(int writer) throws IOException {
            finish(writer);
            int free = 1;
            while (Files.exists(sibling(writer, free))) {
                free++;
            }
            for (int number = free; number > 1; number--) {
                move(sibling(writer, number - 1), sibling(writer, number));
            }
            move(file(writer), sibling(writer, 1));
        }

        private void copyAndTruncate(int writer) throws IOException {
            finish(writer);
            if (Files.exists(file(writer))) {
                Files.copy(file(writer), sibling(writer, ++rotations + 100));
                Files.write(file(writer), new byte[0]);
            }
        }

        /** The file itself or one of its older siblings; the new file is still warm, or bears the old one's time. */
        private void compress(int writer, Random random, Instant now) throws IOException {
            finish(writer);
            int number = random.nextInt(4);
            Path plain = number == 0 ? file(writer) : sibling(writer, number);
            if (!Files.exists(plain)) {
                return;
            }
            boolean isGzip = random.nextBoolean();
            int newNumber = number == 0 ? ++rotations + 100 : number;
            String name = file(writer).getFileName() + "." + newNumber + (isGzip ? ".gz" : ".zst");
            Path packed = directory.resolve(name);
            if (Files.exists(packed)) {
                return;
            }
            FileTime old = Files.getLastModifiedTime(plain);
            try (OutputStream bytes = Files.newOutputStream(packed);
                    OutputStream out = isGzip ? new GZIPOutputStream(bytes) : new ZstdOutputStream(bytes)) {
                Files.copy(plain, out);
            }
            Files.setLastModifiedTime(packed, random.nextBoolean() ? old : FileTime.from(now));
            if (number == 0 || random.nextBoolean()) {
                Files.delete(plain);
            } else {
                compressed = Optional.of(plain);
            }
        }

        private void deleteCompressed() throws IOException {
            if (compressed.isPresent()) {
                Files.delete(compressed.get());
                compressed = Optional.empty();
            }
        }

        private String row(Random random) {
            String row = "{\"id\":" + rows.size() + ",\"text\":\"" + "é".repeat(random.nextInt(10))
                    + "x".repeat(random.nextInt(8) == 0 ? random.nextInt(9000) : random.nextInt(40)) + "\"}";
            rows.add(row);
            return row;
        }

        private void write(int writer, String text) throws IOException {
            Files.writeString(
                    file(writer), text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        private Path file(int writer) {
            return directory.resolve("app" + writer + ".jsonl");
        }

        private Path sibling(int writer, int number) {
            return directory.resolve("app" + writer + ".jsonl." + number);
        }

        private static void move(Path from, Path to) throws IOException {
            if (Files.exists(from)) {
                Files.move(from, to);
            }
        }
    }
}
