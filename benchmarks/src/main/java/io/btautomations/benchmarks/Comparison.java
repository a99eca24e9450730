package io.btautomations.benchmarks;

import io.btautomations.benchmarks.data.Packed;
import io.btautomations.benchmarks.data.SpanRows;
import io.btautomations.benchmarks.engine.Engines;
import io.btautomations.benchmarks.engine.Task;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs every engine on every task, in rounds, so that what disturbs the machine disturbs all alike, and prints medians
 * and ratios. Stops if two engines disagree on a result.
 */
final class Comparison {

    private static final String JQ = "jq";

    private final Path rows;
    private final Path output;
    private final int rounds;
    private final Samples samples = new Samples();

    private Comparison(Path rows, Path output, int rounds) {
        this.rows = rows;
        this.output = output;
        this.rounds = rounds;
    }

    /** Arguments: directory for files, megabytes of rows, rounds. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        int megabytes = Integer.parseInt(arguments[1]);
        Path rows = directory.resolve("spans-" + megabytes + "mb.jsonl");
        System.err.println("Rows: " + rows);
        new SpanRows().writeTo(rows, megabytes * 1_000_000L);
        Packed.GZIP.write(rows);
        Packed.ZSTD.write(rows);
        new Comparison(rows, directory.resolve("output.jsonl"), Integer.parseInt(arguments[2])).run();
    }

    private void run() throws IOException, InterruptedException {
        List<String> engines = new ArrayList<>(Engines.NAMES);
        findJq().ifPresent(engines::add);
        for (int round = 1; round <= rounds; round++) {
            for (Task task : Task.values()) {
                for (String engine : engines) {
                    if (Engines.takesPart(engine, task) && (round == 1 || !engine.equals(JQ))) {
                        measure(engine, task);
                    }
                }
                System.err.printf("Round %d of %d: %s, load %.1f%n", round, rounds, task.title(), load());
            }
        }
        System.out.printf(
                Locale.ROOT, "%d bytes, %d rounds, load average %.1f at the end%n", Files.size(rows), rounds, load());
        System.out.print(samples.table(engines, Files.size(rows)));
    }

    private void measure(String engine, Task task) throws IOException, InterruptedException {
        if (engine.equals(JQ)) {
            samples.addJq(task, lines(Engines.jq(task, rows)));
            return;
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                Engines.isOurs(engine) ? "-Xmx48m" : "-Xmx512m"));
        if (engine.startsWith("vector")) {
            command.add("--add-modules=jdk.incubator.vector");
        }
        if (engine.equals("duckdb")) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Measurement.class.getName()));
        command.addAll(List.of(engine, task.name(), rows.toString(), output.toString()));
        lines(command).forEach(line -> samples.add(engine, task, line));
    }

    private static List<String> lines(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("This ended with status " + status + ": " + String.join(" ", command));
        }
        return text.lines().toList();
    }

    private static Optional<String> findJq() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(directory -> Files.isExecutable(Path.of(directory, JQ)))
                .findFirst()
                .map(directory -> JQ);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
