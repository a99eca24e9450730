package io.btautomations.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeCommandTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            --http x                  ; 2  ; "--http must be [HOST:]PORT with a port up to 65535, got 'x'"
            --http 65536              ; 2  ; "--http must be [HOST:]PORT with a port up to 65535, got '65536'"
            --http 127.0.0.1:         ; 2  ; "--http must be [HOST:]PORT with a port up to 65535, got '127.0.0.1:'"
            --http 0.0.0.0:0          ; 78 ; "other machines can reach 0.0.0.0:0, so clients must show a token"
            --http 0 --queries-per-minute 0 ; 2 ; "--queries-per-minute must be at least 1, got 0"
            --http 0 --token-file TOKEN ; 78 ; "is no token: a token has at least 16 characters, this one has 5"
            --http 0 --token-file none  ; 74 ; "none"
            """)
    void saysWhatIsWrong(String arguments, int exitCode, String message) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "short\n");
        Invocation run = serve(arguments.replace("TOKEN", token.toString()).split(" "));
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.err()).contains(message);
        assertThat(folder.resolve("logs")).doesNotExist();
    }

    @Test
    void anAddressThatIsTakenIsAnErrorOfTheMachine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Invocation run = serve("--http", "127.0.0.1:" + taken.getLocalPort());
            assertThat(run.exitCode()).isEqualTo(ExitCode.IO);
            assertThat(run.err())
                    .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort(), "hint: stop what listens there");
        }
    }

    private Invocation serve(String... arguments) {
        String[] line = new String[arguments.length + 3];
        line[0] = "serve";
        line[1] = "--logs";
        line[2] = folder.resolve("logs").toString();
        System.arraycopy(arguments, 0, line, 3, arguments.length);
        return new Invocation.Request(new ByteArrayInputStream(new byte[0]), false, 0).run(line);
    }
}
