package io.btautomations.core.export;

import static io.btautomations.core.export.ExportHost.fragment;
import static io.btautomations.core.export.ExportHost.objects;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.parquet.ParquetTable;
import io.btautomations.core.setting.SettingFormatException;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.testkit.StepHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which fields are exported, and in which columns. */
class ExportFieldsTest {

    private static final String ROW =
            "{\"id\": \"a\", \"created\":\"2026-01-01T00:00:00Z\", \"input\":[{\"role\":\"user\",\"content\":\"secret\"},\"x\"],"
                    + " \"metadata\":{\"user\":{\"mail\":\"secret\"},\"model\":\"m\", \"n\":1.50},"
                    + "\"scores\":{\"F\":0.5},\"us\\u0065r\":\"secret\"}\n";

    @TempDir
    private Path directory;

    private StepHarness host;

    @BeforeEach
    void open() {
        host = ExportHost.of(directory);
    }

    @AfterEach
    void close() {
        host.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id, metadata.model | `` | {\"id\": \"a\",\"metadata\":{\"model\":\"m\"}}",
                "id, metadata.model.x | `` | {\"id\": \"a\",\"metadata\":{}}",
                "input.role | `` | {\"input\":[{\"role\":\"user\"}]}",
                "id, metadata, metadata.n | metadata.user.mail "
                        + "| {\"id\": \"a\",\"metadata\":{\"user\":{\"mail\":\"[redacted]\"},\"model\":\"m\",\"n\":1.50}}",
                "id, input | input.content "
                        + "| {\"id\": \"a\",\"input\":[{\"role\":\"user\",\"content\":\"[redacted]\"},\"x\"]}",
                "user, \"id\" | user | {\"id\": \"a\",\"us\\u0065r\":\"[redacted]\"}",
                "absent | `` | {}",
            })
    void rowsAreExportedInPart(String keep, String redact, String expected) {
        host.set(ExportSettings.KEEP, keep).set(ExportSettings.REDACT, redact);
        host.enqueue(ROW, fragment(1, 0, 1));
        host.triggerUntilIdle(2);
        assertThat(objects(directory))
                .hasEntrySatisfying(key("jsonl"), object -> assertThat(object).isEqualTo(expected + "\n"));
    }

    @Test
    void withoutFieldsSetEveryByteStays() {
        host.enqueue(ROW, fragment(1, 0, 1));
        host.triggerUntilIdle(2);
        assertThat(objects(directory)).containsEntry(key("jsonl"), ROW);
    }

    @Test
    void columnsAreRedactedToo() throws Exception {
        host.set(ExportSettings.FORMAT, "Parquet")
                .set(ExportSettings.KEEP, "id, scores, metadata, input")
                .set(ExportSettings.REDACT, "scores, metadata.user, input.content");
        host.enqueue(ROW, fragment(1, 0, 1));
        host.triggerUntilIdle(2);
        try (ParquetTable table = new ParquetTable(Files.readAllBytes(directory.resolve(key("parquet"))))) {
            assertThat(table.value("SELECT to_json(f)::VARCHAR FROM (SELECT id, created, metadata, input, scores, extra"
                            + " FROM FILE) f"))
                    .contains("\"id\":\"a\"", "\"created\":null", "\"scores\":null")
                    .contains("{\\\"scores\\\":\\\"[redacted]\\\"}")
                    .doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a,", ".a", "a.", "a..b", "\"a", "a[0]", ","})
    void whatAreNoPathsIsRefused(String text) {
        assertThatThrownBy(() -> FieldTree.parse(text))
                .isInstanceOf(SettingFormatException.class)
                .hasMessageStartingWith("paths with commas between them");
    }

    @Test
    void columnsAreThoseThatTheSourceTellsOf() throws Exception {
        host.set(ExportSettings.FORMAT, "Parquet").set(ExportSettings.ROW_SHAPE, "Columns");
        Map<String, String> attributes = fragment(1, 0, 1);
        attributes.put("btql.columns", "model text, cost double");
        host.enqueue("{\"model\":\"m\",\"cost\":1.5}\n", attributes);
        host.triggerUntilIdle(2);
        String object = objects(directory).keySet().stream()
                .filter(name -> name.startsWith("date="))
                .findFirst()
                .orElseThrow();
        try (ParquetTable table = new ParquetTable(Files.readAllBytes(directory.resolve(object)))) {
            assertThat(table.value("SELECT model || typeof(cost) || cost FROM FILE"))
                    .isEqualTo("mDOUBLE1.5");
        }
    }

    @Test
    void withoutColumnsTheItemFailsByName() throws IOException {
        host.set(ExportSettings.FORMAT, "Parquet").set(ExportSettings.ROW_SHAPE, "Columns");
        host.enqueue(ROW, fragment(1, 0, 1));
        host.enqueue(ROW, withColumns("model varchar"));
        host.triggerUntilIdle(3);
        assertThat(host.output(ExportToS3Step.FAILURE))
                .extracting(item -> item.get(Attributes.EXPORT_ERROR))
                .satisfiesExactly(
                        reason -> assertThat(reason).startsWith("Columns is empty: name them"),
                        reason -> assertThat(reason).startsWith("Columns must be columns such as"));
    }

    private static Map<String, String> withColumns(String columns) {
        Map<String, String> attributes = fragment(2, 0, 1);
        attributes.put("btql.columns", columns);
        return attributes;
    }

    private static String key(String extension) {
        return "date=2026-01-01/" + ExportHost.AUTOMATION + "-" + ExportHost.GENERATION + "-000001-000002-00000-00000."
                + extension;
    }
}
