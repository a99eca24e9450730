package io.btautomations.it;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A directory of log files that grows as fast as it is read: always ahead of its readers, never by more than
 * {@link #AHEAD} rows. A full file is followed by the next one; files that all readers are well past are deleted. Of
 * every 30 rows, 9 match {@code metadata.priority = 0 AND scores.Factuality < 0.9}.
 */
final class GrowingLog {

    static final int ROWS_A_FILE = 60_000;
    private static final int AHEAD = 300_000;
    private static final int BATCH = 3_000;
    private static final int ROUND = 30;
    private static final int MATCHES_A_ROUND = 9;

    private final Path folder;
    private final LongSupplier read;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile long rows;
    private long deletedFiles;

    /** @param read how many of the rows all readers are done with */
    GrowingLog(Path folder, LongSupplier read) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.read = read;
    }

    String paths() {
        return folder + "/*.jsonl";
    }

    long rows() {
        return rows;
    }

    long matches() {
        return rows / ROUND * MATCHES_A_ROUND;
    }

    /** How many rows a reader passed who found so many matches. */
    static long rowsUntil(long matches) {
        return matches / MATCHES_A_ROUND * ROUND;
    }

    /** The row's number in its exported line. */
    static int number(String line) {
        int start = line.indexOf("\"span-") + 6;
        return Integer.parseInt(line, start, start + 9, 10);
    }

    /** Writes until it is told to stop. */
    void write() {
        try {
            while (stop.getCount() > 0) {
                if (rows - read.getAsLong() < AHEAD) {
                    append();
                } else {
                    stop.await(10, TimeUnit.MILLISECONDS);
                }
                deleteWhatIsRead();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        stop.countDown();
    }

    /** A batch in two pieces that are cut in the middle of a row. */
    private void append() throws IOException {
        StringBuilder text = new StringBuilder(BATCH * 300);
        for (int row = 0; row < BATCH; row++) {
            row(text, rows + row);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(
                file(rows / ROWS_A_FILE),
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND)) {
            out.write(bytes, 0, bytes.length / 2 + 7);
            out.write(bytes, bytes.length / 2 + 7, bytes.length - bytes.length / 2 - 7);
        }
        rows += BATCH;
    }

    private static void row(StringBuilder text, long row) {
        String digits = Long.toString(row);
        text.append("{\"id\":\"span-").append("0".repeat(9 - digits.length())).append(digits);
        text.append("\",\"created\":\"2026-03-0").append(1 + row / 10_000 % 3);
        text.append("T08:").append(10 + row % 50);
        text.append(":00.000Z\",\"input\":\"Wie heißt 東京 auf Deutsch? \\u2603 ").append(row * 2_654_435_761L);
        text.append("\",\"output\":\"").append(Long.toHexString(row * 0x9E3779B97F4A7C15L));
        text.append("\",\"metadata\":{\"priority\":").append(row % 3);
        text.append("},\"scores\":{\"Factuality\":0.").append(row % 10).append("}}\n");
    }

    private void deleteWhatIsRead() throws IOException {
        long past = read.getAsLong() / ROWS_A_FILE;
        while (deletedFiles + 5 < past) {
            Files.delete(file(deletedFiles));
            deletedFiles++;
        }
    }

    private Path file(long number) {
        return folder.resolve("spans-%06d.jsonl".formatted(number));
    }
}
