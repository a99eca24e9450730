package io.btautomations.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyExportCommandTest {

    @TempDir
    private Path export;

    @BeforeEach
    void anExportWithTwoEntriesThatAreNone() throws IOException {
        Path log = Files.createDirectories(export.resolve("_automations/a/g/log"));
        for (int entry = 0; entry < 2; entry++) {
            Files.writeString(log.resolve("%020d.json".formatted(entry)), "{}");
        }
    }

    @Test
    void onATerminalABarSaysHowFarItIsAndGoes() {
        Invocation call = verify(true);
        assertThat(call.exitCode()).isEqualTo(ExitCode.FINDINGS);
        assertThat(call.err()).contains("\rObjects [", "  0%", " 50%").endsWith(" \r");
        assertThat(call.text()).doesNotContain("\r").contains("NOT CLEAN");
    }

    @Test
    void elsewhereThereIsNone() {
        assertThat(verify(false).err()).isEmpty();
    }

    private Invocation verify(boolean terminal) {
        return new Invocation.Request(new ByteArrayInputStream(new byte[0]), terminal, 80)
                .run("verify-export", export.toString());
    }
}
