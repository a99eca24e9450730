package io.btautomations.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ScanProgressTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Instant now = Instant.EPOCH;

    @Test
    void aLongScanShowsABarWithRowsPerSecond() {
        try (ScanProgress progress = progress(true, true)) {
            progress.size(OptionalLong.of(1_000));
            progress.read(10, 100);
            assertThat(shown()).isEmpty();
            now = now.plus(Duration.ofSeconds(2));
            progress.read(5_000, 500);
            progress.read(6_000, 600);
            assertThat(shown()).isEqualTo("\r[############            ]  50%  5,000 rows  2,500 rows/s");
            now = now.plus(Duration.ofSeconds(2));
            progress.read(10_000, 1_000);
        }
        assertThat(shown())
                .endsWith("\r[########################] 100%  10,000 rows  2,500 rows/s\r" + " ".repeat(58) + "\r");
    }

    @Test
    void withoutASizeThereIsNoBar() {
        try (ScanProgress progress = progress(true, true)) {
            now = now.plus(Duration.ofSeconds(1));
            progress.read(5_000, 500);
        }
        assertThat(shown()).startsWith("\r5,000 rows  5,000 rows/s");
    }

    @Test
    void nothingIsShownWhereThereIsNoTerminalOrNoRoom() {
        for (boolean interactive : new boolean[] {true, false}) {
            try (ScanProgress progress = progress(interactive, !interactive)) {
                now = now.plus(Duration.ofSeconds(1));
                progress.read(5_000, 500);
            }
        }
        assertThat(shown()).isEmpty();
    }

    private ScanProgress progress(boolean interactive, boolean isShown) {
        PrintStream out = new PrintStream(err, true, StandardCharsets.UTF_8);
        Console console = new Console(new ByteArrayInputStream(new byte[0]), out, out, interactive, 80, Map.of());
        return new ScanProgress(console, isShown, () -> now);
    }

    private String shown() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
