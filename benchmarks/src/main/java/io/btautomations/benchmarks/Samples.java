package io.btautomations.benchmarks;

import io.btautomations.benchmarks.engine.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CPU seconds of passes, by task and engine, and the results, which must be equal. */
final class Samples {

    private static final Pattern MINUTES_AND_SECONDS = Pattern.compile("(\\d+)m([\\d.]+)s");
    private static final List<String> BASELINES = List.of("duckdb", "jackson", "jq");

    private final Map<Task, Map<String, List<Double>>> seconds = new EnumMap<>(Task.class);
    private final Map<Task, Long> results = new EnumMap<>(Task.class);

    /** Adds a line of {@link Measurement}. */
    void add(String engine, Task task, String line) {
        String[] parts = line.split(" ");
        check(engine, task, Long.parseLong(parts[0]));
        List<Double> passes = passes(engine, task);
        Arrays.stream(parts).skip(1).map(Double::valueOf).forEach(passes::add);
    }

    /** Adds the number of lines that jq wrote and, as the shell prints them, its times. */
    void addJq(Task task, List<String> lines) {
        check("jq", task, Long.parseLong(lines.getFirst().strip()));
        double sum = 0;
        Matcher times = MINUTES_AND_SECONDS.matcher(lines.getLast());
        while (times.find()) {
            sum += 60 * Double.parseDouble(times.group(1)) + Double.parseDouble(times.group(2));
        }
        passes("jq", task).add(sum);
    }

    private void check(String engine, Task task, long result) {
        long expected = results.computeIfAbsent(task, first -> result);
        if (expected != result) {
            throw new IllegalStateException(
                    engine + " says " + result + " where others say " + expected + ": " + task.title());
        }
    }

    private List<Double> passes(String engine, Task task) {
        return seconds.computeIfAbsent(task, first -> new LinkedHashMap<>())
                .computeIfAbsent(engine, first -> new ArrayList<>());
    }

    /** The medians, what they mean in gigabytes a second, and how many times each peer's cost they are saved. */
    String table(List<String> engines, long bytes) {
        StringBuilder table = new StringBuilder();
        seconds.forEach((task, byEngine) -> {
            table.append(String.format("%n%s -> %d%n", task.title(), results.get(task)));
            table.append(String.format("  %-14s %9s %9s %7s", "engine", "CPU s", "least", "GB/s"));
            BASELINES.stream()
                    .filter(byEngine::containsKey)
                    .forEach(baseline -> table.append(String.format(" %10s", "x " + baseline)));
            table.append(String.format("%n"));
            engines.stream()
                    .filter(byEngine::containsKey)
                    .forEach(engine ->
                            table.append(line(engine, byEngine.getOrDefault(engine, List.of()), byEngine, bytes)));
        });
        return table.toString();
    }

    private static String line(String engine, List<Double> passes, Map<String, List<Double>> byEngine, long bytes) {
        double median = median(passes);
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "  %-14s %9.4f %9.4f %7.2f",
                engine,
                median,
                passes.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                bytes / median / 1e9));
        for (String baseline : BASELINES) {
            List<Double> theirs = byEngine.getOrDefault(baseline, List.of());
            if (!theirs.isEmpty()) {
                line.append(String.format(Locale.ROOT, " %10.2f", median(theirs) / median));
            }
        }
        return line.append(String.format("%n")).toString();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
