package io.btautomations.benchmarks;

import io.btautomations.benchmarks.engine.Engine;
import io.btautomations.benchmarks.engine.Task;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What passes took, by task and engine, and the results, which must be equal. */
final class Samples {

    private static final Pattern MINUTES_AND_SECONDS = Pattern.compile("(\\d+)m([\\d.]+)s");
    private static final List<String> BASELINES = List.of("duckdb", "jackson", "jq", "decoder");

    private final Map<Task, Map<String, List<Sample>>> samples = new EnumMap<>(Task.class);
    private final Map<Task, Long> results = new EnumMap<>(Task.class);

    /** The mean of some passes; memory is 0 where it is not known. */
    private record Sample(double cpuSeconds, double clockSeconds, long memoryKilobytes) {}

    /** Adds a line of {@link Measurement}. */
    void add(String engine, Task task, String line) {
        String[] parts = line.split(" ");
        check(engine, task, Long.parseLong(parts[0]));
        of(engine, task)
                .add(new Sample(Double.parseDouble(parts[1]), Double.parseDouble(parts[2]), Long.parseLong(parts[3])));
    }

    /** Adds the number of lines that jq wrote and, as the shell prints them, its times. */
    void addJq(Task task, List<String> lines) {
        check("jq", task, Long.parseLong(lines.getFirst().strip()));
        double sum = 0;
        Matcher times = MINUTES_AND_SECONDS.matcher(lines.getLast());
        while (times.find()) {
            sum += 60 * Double.parseDouble(times.group(1)) + Double.parseDouble(times.group(2));
        }
        of("jq", task).add(new Sample(sum, sum, 0));
    }

    private void check(String engine, Task task, long result) {
        if (result == Engine.NO_RESULT) {
            return;
        }
        long expected = results.computeIfAbsent(task, first -> result);
        if (expected != result) {
            throw new IllegalStateException(
                    engine + " says " + result + " where others say " + expected + ": " + task.title());
        }
    }

    private List<Sample> of(String engine, Task task) {
        return samples.computeIfAbsent(task, first -> new LinkedHashMap<>())
                .computeIfAbsent(engine, first -> new ArrayList<>());
    }

    /**
     * The medians, what they mean in gigabytes a second, and how many times each peer's cost they are saved: its CPU
     * seconds where one thread works, its seconds by the clock where several do.
     */
    String table(List<String> engines, long bytes) {
        StringBuilder table = new StringBuilder();
        samples.forEach((task, byEngine) -> {
            table.append(String.format("%n%s -> %d%n", task.title(), results.get(task)));
            table.append(
                    String.format("  %-11s %8s %8s %8s %6s %6s", "engine", "CPU s", "least", "clock s", "GB/s", "MB"));
            BASELINES.stream()
                    .filter(byEngine::containsKey)
                    .forEach(baseline -> table.append(String.format(" %9s", "x " + baseline)));
            table.append(String.format("%n"));
            engines.stream()
                    .filter(byEngine::containsKey)
                    .forEach(engine -> table.append(line(task, engine, byEngine, bytes)));
        });
        return table.toString();
    }

    private static String line(Task task, String engine, Map<String, List<Sample>> byEngine, long bytes) {
        List<Sample> own = byEngine.getOrDefault(engine, List.of());
        ToDoubleFunction<Sample> cost = task.threads() == 1 ? Sample::cpuSeconds : Sample::clockSeconds;
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "  %-11s %8.4f %8.4f %8.4f %6.2f %6s",
                engine,
                median(own, Sample::cpuSeconds),
                own.stream().mapToDouble(Sample::cpuSeconds).min().orElseThrow(),
                median(own, Sample::clockSeconds),
                bytes / median(own, cost) / 1e9,
                memory(own)));
        for (String baseline : BASELINES) {
            List<Sample> theirs = byEngine.getOrDefault(baseline, List.of());
            if (!theirs.isEmpty()) {
                line.append(String.format(Locale.ROOT, " %9.2f", median(theirs, cost) / median(own, cost)));
            }
        }
        return line.append(String.format("%n")).toString();
    }

    private static String memory(List<Sample> own) {
        long most = own.stream().mapToLong(Sample::memoryKilobytes).max().orElse(0);
        return most == 0 ? "" : Long.toString(most / 1_024);
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> part) {
        double[] sorted = samples.stream().mapToDouble(part).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
