package io.btautomations.benchmarks.engine;

import io.btautomations.core.export.ExportToS3Step;
import io.btautomations.core.objects.StandardObjectStores;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.StepException;
import io.btautomations.core.testkit.MemoryItem;
import io.btautomations.core.testkit.StepHarness;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An export of a file of rows to a directory by ExportToS3, its commit log included. */
final class ParquetExport {

    private final Path rows;
    private final Path directory;

    ParquetExport(Path rows, Path output) {
        this.rows = rows;
        this.directory = directory(output);
    }

    /** Where the export of {@code output} stands. */
    static Path directory(Path output) {
        return output.resolveSibling(output.getFileName() + ".export").toAbsolutePath();
    }

    /** Exports all rows anew; how many they were. */
    long run() throws IOException {
        deleteOldExport();
        try (StepHarness host = StepHarness.of(ExportToS3Step.DESCRIPTOR).objects(new StandardObjectStores())) {
            host.set(setting("Export Path"), "file://" + directory).set(setting("Format"), "Parquet");
            host.enqueue(Files.size(rows), this::open, Map.of(Attributes.MIME_TYPE.name(), "application/jsonl"));
            host.trigger();
            List<MemoryItem> exported =
                    host.output(ExportToS3Step.DESCRIPTOR.routes().getFirst());
            if (exported.size() != 1) {
                throw new IOException("the rows were not exported");
            }
            return host.events().count(ExportToS3Step.DESCRIPTOR.counters().get(1));
        } catch (StepException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private InputStream open() {
        try {
            return Files.newInputStream(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deleteOldExport() throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Setting<?> setting(String name) {
        return ExportToS3Step.DESCRIPTOR.settings().stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
