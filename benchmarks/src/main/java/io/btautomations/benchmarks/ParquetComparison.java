package io.btautomations.benchmarks;

import io.btautomations.benchmarks.data.SpanRows;
import io.btautomations.benchmarks.engine.ParquetEngine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Our export to Parquet beside DuckDB's, in rounds, each engine in a new process. Prints medians: what the first export
 * of a process costs, and what the further ones cost. Stops if what is written is not the same.
 */
final class ParquetComparison {

    private static final int PASSES = 3;
    private static final double MILLION = 1e6;

    private final Path rows;
    private final Path output;
    private final Map<ParquetEngine, List<Pass>> first = new EnumMap<>(ParquetEngine.class);
    private final Map<ParquetEngine, List<Pass>> further = new EnumMap<>(ParquetEngine.class);
    private long rowCount;

    /** What a line of {@link ParquetPasses} says. */
    private record Pass(long rows, double cpu, double clock, double processCpu, long memoryKilobytes) {

        static Pass of(String line) {
            String[] parts = line.split(" ");
            return new Pass(
                    Long.parseLong(parts[0]),
                    Double.parseDouble(parts[1]),
                    Double.parseDouble(parts[2]),
                    Double.parseDouble(parts[3]),
                    Long.parseLong(parts[4]));
        }
    }

    private ParquetComparison(Path rows, Path output) {
        this.rows = rows;
        this.output = output;
    }

    /** Arguments: directory for files, megabytes of rows, rounds, a file of other rows. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        int megabytes = Integer.parseInt(arguments[1]);
        Path spans = directory.resolve("spans-" + megabytes + "mb.jsonl");
        new SpanRows().writeTo(spans, megabytes * 1_000_000L);
        for (Path rows : List.of(Path.of(arguments[3]), spans)) {
            new ParquetComparison(rows, directory.resolve("output")).run(Integer.parseInt(arguments[2]));
        }
    }

    private void run(int rounds) throws Exception {
        for (int round = 1; round <= rounds; round++) {
            for (ParquetEngine engine : ParquetEngine.values()) {
                List<Pass> passes = measure(engine);
                first.computeIfAbsent(engine, none -> new ArrayList<>()).add(passes.getFirst());
                further.computeIfAbsent(engine, none -> new ArrayList<>()).addAll(passes.subList(1, passes.size()));
                rowCount = passes.getFirst().rows();
            }
            compare();
            System.err.printf("Round %d of %d: %s, load %.1f%n", round, rounds, rows.getFileName(), load());
        }
        print(rounds);
    }

    /** Needs all engines to have written just now. */
    private void compare() throws Exception {
        String expected = ParquetEngine.DUCKDB_TWO_THREADS.digest(output);
        String ours = ParquetEngine.OURS.digest(output);
        if (!ours.equals(expected)) {
            throw new IllegalStateException("Other rows were written:\nours   " + ours + "\nduckdb " + expected);
        }
    }

    private List<Pass> measure(ParquetEngine engine) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", // as the engine runs
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ParquetPasses.class.getName()));
        command.addAll(List.of(engine.name(), rows.toString(), output.toString(), Integer.toString(PASSES)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("This failed: " + String.join(" ", command));
        }
        return text.lines().map(Pass::of).toList();
    }

    private void print(int rounds) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%n%s: %.0f MB, %d rows of %d bytes, %d rounds, load average %.1f at the end%n",
                rows.getFileName(),
                Files.size(rows) / MILLION,
                rowCount,
                Files.size(rows) / rowCount,
                rounds,
                load());
        System.out.printf(
                "  %-19s %9s %9s %9s %9s %9s %9s %9s %6s%n",
                "", "1st CPU s", "x duckdb", "process", "x duckdb", "clock s", "warm CPU", "x duckdb", "MB");
        for (ParquetEngine engine : ParquetEngine.values()) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-19s %9.2f %9.2f %9.2f %9.2f %9.2f %9.2f %9.2f %6d   warm clock %.2f s%n",
                    engine.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    median(first, engine, Pass::cpu),
                    ratio(first, engine, Pass::cpu),
                    median(first, engine, Pass::processCpu),
                    ratio(first, engine, Pass::processCpu),
                    median(first, engine, Pass::clock),
                    median(further, engine, Pass::cpu),
                    ratio(further, engine, Pass::cpu),
                    Math.round(peak(engine) / 1_024.0),
                    median(further, engine, Pass::clock));
        }
    }

    private static double ratio(
            Map<ParquetEngine, List<Pass>> passes, ParquetEngine engine, ToDoubleFunction<Pass> part) {
        return median(passes, ParquetEngine.DUCKDB, part) / median(passes, engine, part);
    }

    private static double median(
            Map<ParquetEngine, List<Pass>> passes, ParquetEngine engine, ToDoubleFunction<Pass> part) {
        double[] sorted = passes.getOrDefault(engine, List.of()).stream()
                .mapToDouble(part)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private long peak(ParquetEngine engine) {
        return further.getOrDefault(engine, List.of()).stream()
                .mapToLong(Pass::memoryKilobytes)
                .max()
                .orElse(0);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
