package io.btautomations.benchmarks.engine;

import io.btautomations.btql.scan.RowScanners;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** The engines by name. */
public final class Engines {

    /** Those that run within this process; names that begin with {@code vector} need the Vector API. */
    public static final List<String> NAMES =
            List.of("plain", "plain-forward", "validating", "vector", "duckdb", "jackson");

    private Engines() {}

    /** The engine called {@code name}. */
    public static Engine of(String name) throws SQLException {
        RowScanners plain = RowScanners.plain();
        return switch (name) {
            case "plain" -> new ScanEngine(plain::learning);
            case "plain-forward" -> new ScanEngine(plain::forward);
            case "validating" -> new ScanEngine(trie -> plain.validating(trie, 1_000));
            case "vector" -> new ScanEngine(vector()::learning);
            case "duckdb" -> new DuckEngine();
            case "jackson" -> new JacksonEngine();
            default -> throw new IllegalArgumentException("An engine of " + NAMES + " is needed, got '" + name + "'");
        };
    }

    /** The command that has jq do {@code task} and prints its CPU times. */
    public static List<String> jq(Task task, Path rows) {
        return List.of("sh", "-c", "jq -c '" + task.jq() + "' '" + rows + "' | wc -l; times");
    }

    private static RowScanners vector() {
        return RowScanners.vector()
                .orElseThrow(() -> new IllegalStateException("Start java with --add-modules jdk.incubator.vector"));
    }
}
