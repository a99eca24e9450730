package io.btautomations.core.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class SpoolFileTest {

    @Test
    void givesBackWhatWasWrittenAsOftenAsItIsAsked() throws IOException {
        try (SpoolFile file = SpoolFile.create()) {
            OutputStream out = file.append();
            out.write("one ".getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertThat(text(file)).isEqualTo("one ");
            out.write("zwölf".getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertThat(text(file)).isEqualTo("one zwölf");
            assertThat(text(file)).isEqualTo("one zwölf");
        }
    }

    @Test
    void isGoneOnceItIsClosed() throws IOException {
        SpoolFile file = SpoolFile.create();
        file.close();
        Assertions.assertThatThrownBy(() -> text(file)).isInstanceOf(ClosedChannelException.class);
        assertThat(spoolFiles()).isEmpty();
    }

    /** What a kill at this moment would leave. */
    @Test
    void hasNoNameWhileItIsInUse() throws IOException {
        assumeThat(System.getProperty("os.name")).doesNotStartWith("Windows");
        try (SpoolFile file = SpoolFile.create()) {
            file.append().write(1);
            assertThat(spoolFiles()).isEmpty();
        }
    }

    private static String text(SpoolFile file) throws IOException {
        try (InputStream in = file.read()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<Path> spoolFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(path -> path.getFileName().toString().matches("automations-.*\\.spool"))
                    .toList();
        }
    }
}
