package io.btautomations.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.engine.demo.Templates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where no status page is served: what is said of it, before the state is touched. */
class RunHttpTest {

    @TempDir
    private Path folder;

    private String flow = "";

    @BeforeEach
    void template() throws IOException {
        flow = Templates.EXPORT_S3.copyTo(folder).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http | 2 | --http must be [HOST:]PORT with a port up to 65535, got 'http'",
                "127.0.0.1:70000 | 2 | --http must be [HOST:]PORT with a port up to 65535, got '127.0.0.1:70000'",
                "no.such.host.invalid:1 | 2 | --http names an unknown host: 'no.such.host.invalid:1'",
                "0.0.0.0:0 | 78 | other machines can reach 0.0.0.0:0, so clients must show a token"
            })
    void addressesThatCannotBe(String address, int exitCode, String message) {
        Invocation refused = run("--http", address);
        assertThat(refused.exitCode()).isEqualTo(exitCode);
        assertThat(refused.err()).startsWith("automations: " + message);
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void tokensThatAreNone() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "secret\n");
        for (String named : List.of(file.toString(), "@" + file)) {
            Invocation refused = run("--http", "0.0.0.0:0", "--http-token", named);
            assertThat(refused.exitCode()).isEqualTo(78);
            assertThat(refused.err())
                    .isEqualTo("automations: '" + named
                            + "' has no token: a token has at least 16 characters, this one has 6\n");
        }
        Invocation absent =
                run("--http", "0", "--http-token", folder.resolve("none").toString());
        assertThat(absent.exitCode()).isEqualTo(74);
        assertThat(absent.err()).contains("there is no file or directory '" + folder.resolve("none") + "'");
    }

    @Test
    void aPortThatAnotherHas() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Invocation refused = run("--http", Integer.toString(taken.getLocalPort()));
            assertThat(refused.exitCode()).isEqualTo(74);
            assertThat(refused.err())
                    .contains("cannot listen on " + taken.getLocalPort() + ": ")
                    .contains("hint: stop what listens there, or choose another port with --http");
        }
    }

    @Test
    void anEngineThatDoesNotStayServesNothing() {
        Invocation refused = run("--once", "--http", "0");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--http is for an engine that stays, which one with --once does not");
    }

    private Invocation run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                flow,
                "--set",
                "Log Source=Local Files",
                "--set",
                "Export Path=" + folder.resolve("export").toUri(),
                "--set",
                "Log Paths=" + folder.resolve("*.jsonl"),
                "--state",
                folder.resolve("state").toString()));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }
}
