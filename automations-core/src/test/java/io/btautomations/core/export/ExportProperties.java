package io.btautomations.core.export;

import static io.btautomations.core.export.ExportHost.fragment;
import static io.btautomations.core.export.ExportHost.objects;
import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.core.objects.MemoryObjectStore;
import io.btautomations.core.objects.MemoryObjectStore.Bucket;
import io.btautomations.core.step.StepException;
import io.btautomations.core.testkit.Crash;
import io.btautomations.core.testkit.Failpoints;
import io.btautomations.core.testkit.Failpoints.Fault;
import io.btautomations.core.testkit.SessionFailure;
import io.btautomations.core.testkit.StepHarness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The laws of an export: however often and in whatever order it is tried, every row is exported once. */
class ExportProperties {

    /**
     * A fragment on its way to the export.
     *
     * @param run from 1
     * @param index within the run
     * @param count of the run's fragments
     */
    record Input(int run, int index, int count, String content) {

        Map<String, String> attributes() {
            return fragment(run, index, count);
        }
    }

    /** What a session of a test does: some input is handed in, again or for the first time, and may be disturbed. */
    record Move(int input, int failpoint, Fault fault, boolean restart) {}

    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
    void disturbedAndUndisturbedEndTheSame(
            @ForAll("runs") List<Input> inputs,
            @ForAll @Size(max = 6) List<@IntRange(max = 60) Integer> failpoints,
            @ForAll Fault fault,
            @ForAll Compression compression)
            throws IOException {
        Bucket undisturbed = new Bucket();
        try (StepHarness host = host(undisturbed, new Failpoints(), compression)) {
            inputs.forEach(input -> host.enqueue(input.content(), input.attributes()));
            host.triggerUntilIdle(inputs.size() + 1);
        }
        Bucket disturbed = new Bucket();
        Failpoints faults = new Failpoints();
        try (StepHarness host = host(disturbed, faults, compression)) {
            inputs.forEach(input -> host.enqueue(input.content(), input.attributes()));
            for (int failpoint : failpoints) {
                faults.arm(failpoint, fault);
                triggerOnce(host);
            }
            host.triggerThroughFaults(inputs.size() + 1);
            assertThat(host.waiting()).isEmpty();
        }
        assertThat(objects(disturbed)).isEqualTo(objects(undisturbed));
        assertClean(disturbed);
        assertThat(rows(disturbed, compression)).isEqualTo(expectedRows(inputs));
    }

    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
    void inWhateverOrderAndHoweverOftenEveryFragmentIsExportedOnce(
            @ForAll("runs") List<Input> inputs, @ForAll("moves") List<Move> moves) throws IOException {
        Bucket bucket = new Bucket();
        Failpoints faults = new Failpoints();
        try (StepHarness host = host(bucket, faults, Compression.NONE)) {
            for (Move move : moves) {
                Input input = inputs.get(move.input() % inputs.size());
                host.enqueue(input.content(), input.attributes());
                faults.arm(move.failpoint(), move.fault());
                triggerOnce(host);
                if (move.restart()) {
                    host.restart();
                }
            }
            inputs.forEach(input -> host.enqueue(input.content(), input.attributes()));
            host.triggerThroughFaults(moves.size() + inputs.size() + 1);
            assertThat(host.waiting()).isEmpty();
            assertThat(host.output(ExportToS3Step.FAILURE)).isEmpty();
        }
        assertClean(bucket);
        assertThat(rows(bucket, Compression.NONE)).isEqualTo(expectedRows(inputs));
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void parquetToo(
            @ForAll("runs") List<Input> inputs,
            @ForAll @Size(max = 4) List<@IntRange(max = 60) Integer> failpoints,
            @ForAll Fault fault)
            throws IOException {
        List<Map<String, String>> exports = new ArrayList<>();
        for (List<Integer> disturbances : List.of(failpoints, List.<Integer>of())) {
            Bucket bucket = new Bucket();
            Failpoints faults = new Failpoints();
            try (StepHarness host = host(bucket, faults, Compression.NONE)) {
                host.set(ExportSettings.FORMAT, ExportFormat.PARQUET.value());
                inputs.forEach(input -> host.enqueue(input.content(), input.attributes()));
                for (int failpoint : disturbances) {
                    faults.arm(failpoint, fault);
                    triggerOnce(host);
                }
                host.triggerThroughFaults(inputs.size() + 1);
                assertThat(host.waiting()).isEmpty();
            }
            assertClean(bucket);
            exports.add(objects(bucket));
        }
        assertThat(exports.get(0)).isEqualTo(exports.get(1));
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void twoWritersExportEveryFragmentOnce(
            @ForAll("runs") List<Input> inputs, @ForAll List<@IntRange(max = 40) Integer> turns) throws IOException {
        Bucket bucket = new Bucket();
        try (StepHarness one = host(bucket, new Failpoints(), Compression.NONE);
                StepHarness other = host(bucket, new Failpoints(), Compression.NONE)) {
            inputs.forEach(input -> one.enqueue(input.content(), input.attributes()));
            for (int i = inputs.size() - 1; i >= 0; i--) {
                other.enqueue(inputs.get(i).content(), inputs.get(i).attributes());
            }
            turns.forEach(turn -> triggerOnce(turn % 2 == 0 ? one : other));
            one.triggerUntilIdle(inputs.size() + 1);
            other.triggerUntilIdle(inputs.size() + 1);
        }
        assertClean(bucket);
        assertThat(rows(bucket, Compression.NONE)).isEqualTo(expectedRows(inputs));
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void batchesChangeNothing(
            @ForAll("runs") List<Input> inputs,
            @ForAll Compression compression,
            @ForAll @IntRange(min = 1, max = 20) int batchSize) {
        List<Map<String, String>> exports = new ArrayList<>();
        for (int size : List.of(batchSize, 1_000)) {
            Bucket bucket = new Bucket();
            try (StepHarness host = host(bucket, new Failpoints(), compression)) {
                host.set(ExportSettings.BATCH_SIZE, Integer.toString(size));
                inputs.forEach(input -> host.enqueue(input.content(), input.attributes()));
                host.triggerUntilIdle(inputs.size() + 1);
            }
            exports.add(objects(bucket));
        }
        assertThat(exports.get(0)).isEqualTo(exports.get(1));
    }

    @Provide
    Arbitrary<List<Input>> runs() {
        Arbitrary<String> row = Combinators.combine(
                        Arbitraries.integers().between(0, 99),
                        Arbitraries.of("2026-01-01T00:00:00Z", "2026-01-01T23:59:59.999999Z", "2025-12-31", "never"),
                        Arbitraries.strings().alpha().numeric().ofMaxLength(30))
                .as((id, created, text) ->
                        "{\"id\":" + id + ",\"created\":\"" + created + "\",\"text\":\"" + text + "\"}\n");
        Arbitrary<String> content = row.list().ofMaxSize(6).map(rows -> String.join("", rows));
        Arbitrary<List<String>> run = content.list().ofMinSize(1).ofMaxSize(3);
        return run.list().ofMinSize(1).ofMaxSize(4).map(ExportProperties::inputs);
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, 80),
                        Arbitraries.of(Fault.class),
                        Arbitraries.of(true, false))
                .as(Move::new)
                .list()
                .ofMaxSize(12);
    }

    private static List<Input> inputs(List<List<String>> runs) {
        List<Input> inputs = new ArrayList<>();
        for (int run = 0; run < runs.size(); run++) {
            List<String> contents = runs.get(run);
            for (int index = 0; index < contents.size(); index++) {
                inputs.add(new Input(run + 1, index, contents.size(), contents.get(index)));
            }
        }
        return inputs;
    }

    private static StepHarness host(Bucket bucket, Failpoints failpoints, Compression compression) {
        return ExportHost.of(bucket, failpoints)
                .set(ExportSettings.TARGET_SIZE, "120 B")
                .set(ExportSettings.COMPRESSION, compression.value());
    }

    private static void triggerOnce(StepHarness host) {
        try {
            host.trigger();
        } catch (Crash | SessionFailure | StepException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static void assertClean(Bucket bucket) throws IOException {
        assertThat(new ExportVerifier(new MemoryObjectStore(bucket))
                        .verify("memory")
                        .findings())
                .isEmpty();
    }

    /** How often each row was exported. */
    private static Map<String, Integer> rows(Bucket bucket, Compression compression) throws IOException {
        Map<String, Integer> rows = new TreeMap<>();
        for (Map.Entry<String, byte[]> object : bucket.objects().entrySet()) {
            if (object.getKey().startsWith("date=")) {
                ExportHost.lines(object.getValue(), compression).forEach(line -> rows.merge(line, 1, Integer::sum));
            }
        }
        return rows;
    }

    private static Map<String, Integer> expectedRows(List<Input> inputs) {
        Map<String, Integer> rows = new TreeMap<>();
        inputs.forEach(input -> input.content().lines().forEach(line -> rows.merge(line, 1, Integer::sum)));
        return rows;
    }
}
