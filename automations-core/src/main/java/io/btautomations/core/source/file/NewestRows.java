package io.btautomations.core.source.file;

import io.btautomations.core.source.log.LogSource;
import io.btautomations.core.source.log.RowCounter;
import io.btautomations.core.source.log.RowSink;
import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** The rows at the ends of the files that were written last. */
public final class NewestRows {

    private static final Comparator<LogFile> NEWEST_FIRST =
            Comparator.comparing(LogFile::modified).thenComparing(LogFile::name).reversed();

    /** The rows at the end of one file. */
    private interface Tail {

        long rows();

        long bytes();

        void copy(RowSink rows) throws StepException;
    }

    private final List<LogFile> files;

    public NewestRows(List<LogFile> files) {
        this.files = files.stream().sorted(NEWEST_FIRST).toList();
    }

    /** Puts up to {@code most} rows into {@code rows}, oldest file first; at most 64 MB. */
    public void copy(long most, RowSink rows) throws StepException {
        Deque<Tail> tails = new ArrayDeque<>();
        long rowsLeft = most;
        long bytesLeft = LogSource.MOST_NEWEST_BYTES;
        for (LogFile file : files) {
            if (rowsLeft <= 0 || bytesLeft <= 0) {
                break;
            }
            try {
                Tail tail =
                        file.packing().isWhole() ? packed(file, rowsLeft, bytesLeft) : plain(file, rowsLeft, bytesLeft);
                tails.addFirst(tail);
                rowsLeft -= tail.rows();
                bytesLeft -= tail.bytes();
            } catch (IOException e) {
                throw FileProblem.unreadable(file, e);
            }
        }
        for (Tail tail : tails) {
            tail.copy(rows);
        }
    }

    private static Tail plain(LogFile file, long mostRows, long mostBytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            LineScanner lines = new LineScanner(channel);
            long end = FileRows.end(channel, file);
            long first = Math.max(0, end - mostBytes);
            long begin = first == 0 ? 0 : lines.afterFirstLineEnd(first, end).orElse(end);
            long from = lines.lastLines(begin, end, mostRows);
            RowCounter counter = new RowCounter();
            lines.count(from, end, counter, Long.MAX_VALUE);
            return new PlainTail(file, from, end, counter.rows() + (counter.inRow() ? 1 : 0));
        }
    }

    private static Tail packed(LogFile file, long mostRows, long mostBytes) throws StepException {
        LastLines lines = new LastLines(mostRows, mostBytes);
        FileRows.unpack(file, 0, file.size(), 0, Long.MAX_VALUE, lines);
        return new PackedTail(file, lines);
    }

    private record PlainTail(LogFile file, long from, long to, long rows) implements Tail {

        @Override
        public long bytes() {
            return to - from;
        }

        @Override
        public void copy(RowSink sink) throws StepException {
            if (to > from) {
                FileRows.copy(file.path(), from, to, sink);
            }
        }
    }

    private record PackedTail(LogFile file, LastLines lines) implements Tail {

        @Override
        public long rows() {
            return lines.rows();
        }

        @Override
        public long bytes() {
            return lines.bytes();
        }

        @Override
        public void copy(RowSink sink) throws StepException {
            try {
                lines.copy(sink);
            } catch (IOException e) {
                throw new StepException(file.name() + " cannot be sent: " + FileProblem.describe(e), e);
            }
        }
    }
}
