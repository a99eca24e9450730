package io.btautomations.core.source;

import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** The rows at the ends of the files that were written last. */
final class NewestRows {

    /** Longest stretch that is read. */
    static final long MOST_BYTES = 64L << 20;

    private static final Comparator<LogFile> NEWEST_FIRST =
            Comparator.comparing(LogFile::modified).thenComparing(LogFile::name).reversed();

    private record Tail(LogFile file, long from, long to) {}

    private final List<LogFile> files;

    NewestRows(List<LogFile> files) {
        this.files = files.stream().sorted(NEWEST_FIRST).toList();
    }

    /** Puts up to {@code most} rows into {@code rows}, oldest file first; at most 64 MB. */
    void copy(long most, RowSink rows) throws StepException {
        Deque<Tail> tails = new ArrayDeque<>();
        long rowsLeft = most;
        long bytesLeft = MOST_BYTES;
        for (LogFile file : files) {
            if (rowsLeft <= 0 || bytesLeft <= 0) {
                break;
            }
            try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
                LineScanner lines = new LineScanner(channel);
                long end = FileRows.end(channel, file);
                long first = Math.max(0, end - bytesLeft);
                long begin =
                        first == 0 ? 0 : lines.afterFirstLineEnd(first, end).orElse(end);
                long from = lines.lastLines(begin, end, rowsLeft);
                RowCounter counter = new RowCounter();
                lines.count(from, end, counter, Long.MAX_VALUE);
                tails.addFirst(new Tail(file, from, end));
                rowsLeft -= counter.rows() + (counter.inRow() ? 1 : 0);
                bytesLeft -= end - from;
            } catch (IOException e) {
                throw new StepException(file.name() + " cannot be read: " + FileProblem.describe(e), e);
            }
        }
        for (Tail tail : tails) {
            if (tail.to() > tail.from()) {
                FileRows.copy(tail.file().path(), tail.from(), tail.to(), rows);
            }
        }
    }
}
