package io.btautomations.engine.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Prometheus' text form 0.0.4 as its specification has it, and nothing else: names, label escapes, one TYPE and
 * HELP before the samples of a family, families that are not interrupted, no sample twice, histograms that add up.
 */
final class PrometheusText {

    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) (" + NAME + ") (.*)");
    private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("\\G([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\"(?:,|$)");
    private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary", "untyped");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, Map<Map<String, String>, Double>> samples = new LinkedHashMap<>();
    private final Set<String> helped = new HashSet<>();
    private final Set<String> closed = new HashSet<>();
    private String family = "";

    private PrometheusText() {}

    static PrometheusText parse(String text) {
        require(text.endsWith("\n"), "the last line has no end", text);
        PrometheusText parsed = new PrometheusText();
        text.lines().forEach(parsed::line);
        parsed.types.forEach((family, type) -> {
            if (type.equals("histogram")) {
                parsed.checkHistogram(family);
            }
        });
        return parsed;
    }

    String type(String metric) {
        return types.getOrDefault(metric, "");
    }

    boolean has(String metric) {
        return samples.containsKey(metric);
    }

    double value(String metric, Map<String, String> labels) {
        Double value = samples.getOrDefault(metric, Map.of()).get(labels);
        if (value == null) {
            throw new AssertionError("no " + metric + labels + " but " + samples.getOrDefault(metric, Map.of()));
        }
        return value;
    }

    private void line(String line) {
        if (line.startsWith("#")) {
            Matcher comment = COMMENT.matcher(line);
            require(comment.matches(), "neither HELP nor TYPE", line);
            enter(comment.group(2));
            if (comment.group(1).equals("TYPE")) {
                require(TYPES.contains(comment.group(3)), "an unknown type", line);
                require(types.put(family, comment.group(3)) == null, "a second TYPE", line);
            } else {
                require(helped.add(family), "a second HELP", line);
            }
            return;
        }
        Matcher sample = SAMPLE.matcher(line);
        require(sample.matches(), "no sample", line);
        String name = sample.group(1);
        require(belongs(name), "a sample outside of its family '" + family + "'", line);
        Map<String, String> labels = labels(sample.group(2) == null ? "" : sample.group(2), line);
        double value = number(sample.group(3));
        boolean isCounter = "counter".equals(types.get(family));
        require(!isCounter || value >= 0 && name.endsWith("_total"), "no counter", line);
        require(
                samples.computeIfAbsent(name, key -> new LinkedHashMap<>()).put(labels, value) == null,
                "a sample that was there before",
                line);
    }

    private void enter(String name) {
        if (!name.equals(family)) {
            require(closed.add(name), "a family in two pieces", name);
            family = name;
        }
    }

    private boolean belongs(String name) {
        return name.equals(family)
                || "histogram".equals(types.get(family))
                        && List.of("_bucket", "_count", "_sum").contains(suffix(name))
                || "summary".equals(types.get(family))
                        && List.of("_count", "_sum").contains(suffix(name));
    }

    private String suffix(String name) {
        return name.startsWith(family) ? name.substring(family.length()) : "";
    }

    private static Map<String, String> labels(String text, String line) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (label.find()) {
            String value =
                    label.group(2).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
            require(labels.put(label.group(1), value) == null, "a label twice", line);
            end = label.end();
        }
        require(end == text.length(), "labels that are none", line);
        return labels;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private void checkHistogram(String histogram) {
        Map<Map<String, String>, List<Double>> counts = new LinkedHashMap<>();
        samples.getOrDefault(histogram + "_bucket", Map.of()).forEach((labels, count) -> {
            Map<String, String> others = new TreeMap<>(labels);
            require(others.remove("le") != null, "a bucket without bound", histogram);
            counts.computeIfAbsent(others, key -> new ArrayList<>()).add(count);
        });
        counts.forEach((labels, buckets) -> {
            require(buckets.equals(buckets.stream().sorted().toList()), "buckets that shrink", histogram);
            require(
                    buckets.get(buckets.size() - 1) == value(histogram + "_count", labels),
                    "a last bucket that is not all",
                    histogram);
            value(histogram + "_sum", labels);
        });
    }

    private static void require(boolean condition, String what, String where) {
        if (!condition) {
            throw new AssertionError(what + ": " + where);
        }
    }
}
