package io.btautomations.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A log of spans, of which it is known by construction how many match {@code metadata.priority = 0 AND
 * scores.Factuality < 0.9}.
 *
 * @param file where it lies
 * @param rows how many rows it has
 * @param matches how many match
 */
record SpanLog(Path file, int rows, int matches) {

    /** Writes a log; rows are created over three days, every third has priority 0, factuality goes from 0.0 to 0.9. */
    static SpanLog write(Path file, int rows) {
        StringBuilder text = new StringBuilder();
        int matches = 0;
        for (int row = 0; row < rows; row++) {
            int priority = row % 3;
            double factuality = row % 10 / 10.0;
            if (priority == 0 && factuality < 0.9) {
                matches++;
            }
            text.append(String.format(
                    Locale.ROOT,
                    "{\"id\":\"span-%05d\",\"created\":\"2026-03-%02dT08:%02d:00.000Z\",\"input\":\"Wie heißt 東京 auf"
                            + " Deutsch? \\u2603 %d\",\"metadata\":{\"priority\":%d},\"scores\":{\"Factuality\":%.1f}}%n",
                    row,
                    1 + row % 3,
                    row % 60,
                    row,
                    priority,
                    factuality));
        }
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SpanLog(file, rows, matches);
    }
}
