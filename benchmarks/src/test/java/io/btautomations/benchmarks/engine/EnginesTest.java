package io.btautomations.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.benchmarks.data.Packed;
import io.btautomations.benchmarks.data.SpanRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is compared must do the same work. */
class EnginesTest {

    private static final List<String> NAMES = Engines.NAMES.stream()
            .filter(name -> !name.equals("vector") && !name.equals("decoder"))
            .toList();

    @Test
    void allComeToTheSameResults(@TempDir Path directory) throws Exception {
        Path rows = directory.resolve("rows.jsonl");
        new SpanRows().writeTo(rows, 3_000_000);
        Packed.GZIP.write(rows);
        Packed.ZSTD.write(rows);
        for (Task task : Task.values()) {
            long expected = Engines.of("duckdb").run(task, rows, directory.resolve("duckdb"));
            assertThat(expected).isPositive();
            for (String name : NAMES) {
                if (!Engines.takesPart(name, task)) {
                    continue;
                }
                assertThat(Engines.of(name).run(task, rows, directory.resolve(name)))
                        .describedAs("%s on %s", name, task)
                        .isEqualTo(expected);
            }
        }
        for (String name : NAMES) {
            assertThat(directory.resolve(name)).hasSameBinaryContentAs(directory.resolve("duckdb"));
        }
        assertThat(Files.size(directory.resolve("duckdb"))).isPositive();
    }

    @Test
    void allWriteTheSameRowsAsParquet(@TempDir Path directory) throws Exception {
        Path rows = directory.resolve("rows.jsonl");
        new SpanRows().writeTo(rows, 3_000_000);
        Path output = directory.resolve("output");
        long count = ParquetEngine.DUCKDB.export(rows, output);
        String expected = ParquetEngine.DUCKDB.digest(output);
        assertThat(expected).startsWith(count + " ");
        assertThat(ParquetEngine.OURS.export(rows, output)).isEqualTo(count);
        assertThat(ParquetEngine.OURS.digest(output)).isEqualTo(expected);
    }
}
