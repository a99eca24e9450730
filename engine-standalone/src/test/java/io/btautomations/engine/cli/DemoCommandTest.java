package io.btautomations.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    private static final int ROWS = 2_000;

    @TempDir
    private Path folder;

    @Test
    void tellsProgramsWhatItTellsPeople() {
        Invocation run = demo("--format", "json");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        JsonNode report = Json.tree(run.text());
        assertThat(report.get("directory").asText()).isEqualTo(folder.toString());
        assertThat(report.get("rows").asInt()).isEqualTo(ROWS);
        assertThat(report.get("webhookBodies").get(0).at("/automation/name").asText())
                .isEqualTo("High-Priority Factuality");
        assertThat(report.at("/export/rows").asInt()).isEqualTo(ROWS);
        assertThat(report.at("/export/files")).hasSizeGreaterThan(0);
        assertThat(report.at("/export/verification/clean").asBoolean()).isTrue();
    }

    @Test
    void aDirectoryWithAnEarlierDemoIsLeftAlone() {
        assertThat(demo().text())
                .contains("Working in " + folder, "The webhook received:", "2,000 rows in all", "Where to go next:");
        Invocation again = demo();
        assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(again.err()).contains("holds an earlier demo; remove it or choose another directory");
    }

    private Invocation demo(String... more) {
        String[] line = new String[more.length + 5];
        System.arraycopy(
                new String[] {"demo", "--rows", Integer.toString(ROWS), "--dir", folder.toString()}, 0, line, 0, 5);
        System.arraycopy(more, 0, line, 5, more.length);
        return Invocation.of(line);
    }
}
