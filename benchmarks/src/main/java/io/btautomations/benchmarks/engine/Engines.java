package io.btautomations.benchmarks.engine;

import io.btautomations.benchmarks.data.Packed;
import io.btautomations.btql.row.RowCheck;
import io.btautomations.btql.scan.RowScanners;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** The engines by name. */
public final class Engines {

    /** Those that run within this process; names that begin with {@code vector} need the Vector API. */
    public static final List<String> NAMES = List.of("plain", "validating", "vector", "duckdb", "jackson", "decoder");

    private Engines() {}

    /** The engine called {@code name}. */
    public static Engine of(String name) throws SQLException {
        return switch (name) {
            case "plain" -> new BtqlEngine(RowCheck.AS_READ);
            case "validating" -> new BtqlEngine(RowCheck.EVERY_BYTE);
            case "vector" -> {
                if (RowScanners.vector().isEmpty()) {
                    throw new IllegalStateException("Start java with --add-modules jdk.incubator.vector");
                }
                yield new BtqlEngine(RowCheck.AS_READ);
            }
            case "duckdb" -> new DuckEngine();
            case "jackson" -> new JacksonEngine();
            case "decoder" -> new DecoderEngine();
            default -> throw new IllegalArgumentException("An engine of " + NAMES + " is needed, got '" + name + "'");
        };
    }

    /** Whether an engine is ours, or what ours stands upon. */
    public static boolean isOurs(String name) {
        return !name.equals("duckdb") && !name.equals("jackson");
    }

    /** Whether an engine is asked to do a task. */
    public static boolean takesPart(String name, Task task) {
        return switch (name) {
            case "jq" -> task.isForJq();
            case "jackson" -> task.isForJackson();
            case "validating" -> task.threads() == 1;
            case "decoder" -> task.packed() != Packed.PLAIN;
            default -> true;
        };
    }

    /** The command that has jq do {@code task} and prints its CPU times. */
    public static List<String> jq(Task task, Path rows) {
        return List.of("sh", "-c", "jq -c '" + task.jq() + "' '" + rows + "' | wc -l; times");
    }
}
