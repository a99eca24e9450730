package io.btautomations.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

    private static final String ALERT = """
            {"id":"c5b32408-8568-4bff-9299-8cdd56979b67","project_id":"11111111-2222-4333-8444-555555555555",
             "name":"High-Priority Factuality",
             "config":{"event_type":"logs","btql_filter":"scores.Factuality < 0.9","interval_seconds":3600,
                       "action":{"type":"webhook","url":"https://example.com/hook"}}}""";

    @TempDir
    private Path folder;

    @Test
    void whatIsImportedValidatesAsItIs() throws IOException {
        Invocation done = Invocation.of("import", file(ALERT), "--output", out().toString());
        assertThat(done.exitCode()).as(done.text()).isZero();
        Path flow = out().resolve("high-priority-factuality.json");
        Path parameters = out().resolve("high-priority-factuality.parameters.json");
        assertThat(done.lines().get(0)).isEqualTo("High-Priority Factuality (logs): " + flow + ", " + parameters);
        assertThat(done.lines().get(1)).startsWith("  to fill in: ").contains("Organization ID", "Project Name");
        Invocation valid = Invocation.of("validate", flow.toString(), "--parameters", parameters.toString());
        assertThat(valid.exitCode()).as(valid.text()).isZero();
        assertThat(valid.text()).startsWith("ok: High-Priority Factuality (");
        assertThat(Files.getPosixFilePermissions(parameters))
                .as("it holds a secret")
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void itReadsStandardInputAndAnswersJson() throws IOException {
        Invocation done = Invocation.piped(
                ALERT.replace("\"name\"", "\"colour\":\"red\",\"name\""),
                "import",
                "-",
                "--output",
                out().toString(),
                "--format",
                "json");
        assertThat(done.exitCode()).as("something was left out").isEqualTo(1);
        JsonNode json = new ObjectMapper().readTree(done.text());
        assertThat(json.at("/automations/0/flow").asText()).endsWith("high-priority-factuality.json");
        assertThat(json.at("/automations/0/toFillIn").size()).isGreaterThan(1);
        assertThat(json.at("/findings/0/pointer").asText()).isEqualTo("/colour");
    }

    @Test
    void filesThatAreThereAreLeftAlone() throws IOException {
        Invocation.of("import", file(ALERT), "--output", out().toString());
        Path flow = out().resolve("high-priority-factuality.json");
        Files.writeString(flow, "mine");
        Invocation again = Invocation.of("import", file(ALERT), "--output", out().toString());
        assertThat(again.exitCode()).isEqualTo(74);
        assertThat(again.err())
                .isEqualTo("automations: '" + flow + "' is in the way\n"
                        + "  hint: choose another --output, or add --overwrite\n");
        assertThat(flow).hasContent("mine");
        assertThat(Invocation.of("import", file(ALERT), "--output", out().toString(), "--overwrite")
                        .exitCode())
                .isZero();
        assertThat(Files.readString(flow)).startsWith("{");
    }

    @Test
    void aFileThatIsNotThere() {
        Invocation refused = Invocation.of("import", "no.json");
        assertThat(refused.exitCode()).isEqualTo(74);
        assertThat(refused.err()).isEqualTo("automations: there is no file 'no.json'\n");
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("automation.json"), text).toString();
    }

    private Path out() {
        return folder.resolve("flows");
    }
}
