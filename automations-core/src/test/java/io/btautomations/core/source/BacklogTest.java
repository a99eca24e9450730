package io.btautomations.core.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log that is much larger than memory. {@code -Dbacklog.megabytes=10240 -Dbacklog.heap=512m} makes it ten gigabytes.
 */
class BacklogTest {

    private static final long MEGABYTES = Long.getLong("backlog.megabytes", 200);
    private static final String HEAP = System.getProperty("backlog.heap", "64m");
    private static final int FILES = 4;

    @TempDir
    private Path directory;

    @Test
    void aBacklogIsReadWholeInLittleMemory() throws IOException, InterruptedException {
        RowTally logged = new RowTally();
        Random random = new Random(1);
        for (int number = 0; number < FILES; number++) {
            boolean isPacked = number % 2 == 1;
            Path file = directory.resolve("app" + number + (isPacked ? ".jsonl.gz" : ".jsonl"));
            try (OutputStream bytes = Files.newOutputStream(file);
                    OutputStream out = isPacked ? fast(bytes) : new BufferedOutputStream(bytes, 1 << 16)) {
                write(out, (MEGABYTES << 20) / FILES, random, logged);
            }
        }
        Path output = directory.resolve("output.txt");
        Process reader = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx" + HEAP,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BacklogReader.class.getName(),
                        directory.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exit = reader.waitFor();
        assertThat(Files.readString(output)).endsWith(logged + "; told [][]\n");
        assertThat(exit).isZero();
    }

    private static void write(OutputStream out, long length, Random random, RowTally logged) throws IOException {
        byte[] text = "x".repeat(100).getBytes(UTF_8);
        for (long left = length; left > 0; ) {
            StringBuilder row =
                    new StringBuilder(1200).append("{\"id\":\"").append(Long.toHexString(random.nextLong()));
            row.append("\",\"input\":\"").append(new String(text, 0, random.nextInt(text.length), UTF_8));
            while (row.length() < 1000) {
                row.append(Long.toHexString(random.nextLong()));
            }
            byte[] bytes = row.append("\"}\n").toString().getBytes(UTF_8);
            out.write(bytes);
            logged.add(bytes, 0, bytes.length);
            left -= bytes.length;
        }
    }

    private static OutputStream fast(OutputStream bytes) throws IOException {
        return new GZIPOutputStream(bytes, 1 << 16) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
    }
}
