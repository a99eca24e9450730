package io.btautomations.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmUpTest {

    @TempDir
    private Path folder;

    /** The launcher shows these instead of starting Java, so they must be what Java would say. */
    @Test
    void theHelpThatIsKeptIsTheHelp() throws IOException {
        Path texts = folder.resolve("help");
        Invocation warmUp = Invocation.of("warm-up", "--help-texts", texts.toString());
        assertThat(warmUp.exitCode()).as(warmUp.err()).isZero();
        assertThat(warmUp.text()).isEmpty();
        assertThat(texts.resolve("automations.txt"))
                .hasContent(Invocation.of("--help").text());
        for (String command : List.of("run", "import", "deliveries", "serve")) {
            assertThat(texts.resolve(command + ".txt"))
                    .hasContent(Invocation.of(command, "--help").text());
        }
        try (Stream<Path> files = Files.list(texts)) {
            assertThat(files).hasSizeGreaterThan(20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"look", "work"})
    void itMayBeForOneKindOfCommands(String kind) {
        Invocation warmUp = Invocation.of("warm-up", "--for", kind);
        assertThat(warmUp.exitCode()).as(warmUp.err()).isZero();
        assertThat(Invocation.of("warm-up", "--for", "play").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void itIsNotListed() {
        assertThat(Invocation.of("--help").text()).doesNotContain("warm-up");
    }
}
