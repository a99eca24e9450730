package io.btautomations.core.source.track;

import io.btautomations.btql.row.ByteOrderMark;
import io.btautomations.core.source.file.FileProblem;
import io.btautomations.core.source.file.LastRow;
import io.btautomations.core.source.file.LineScanner;
import io.btautomations.core.source.file.LogFile;
import io.btautomations.core.source.file.Unpacked;
import io.btautomations.core.source.log.LogSource;
import io.btautomations.core.source.log.RowCounter;
import io.btautomations.core.step.StepException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Decides which bytes of which files the next run reads. Used for one plan, by one thread. */
final class FilePlanner {

    /** Length of a plan's text beyond which no more files are begun, if the state is small. */
    private static final int MOST_TEXT = 300_000;

    private static final int LEAST_TEXT = 60_000;

    /** Length of state and plan together that is aimed at. */
    private static final int MOST_STATE = 700_000;

    private final Instant now;
    private final boolean limitsRows;
    private final int mostText;
    private final List<FileChange> changes = new ArrayList<>();
    private final FileReports reports;
    private long rowsLeft;
    private long bytesLeft;
    private long bytes;
    private int text;
    private boolean catchingUp;
    private long lagSeconds;

    /** @param stateLength length of the position before the plan */
    FilePlanner(LogSource.Limits limits, int stateLength, Instant now, FileReports reports) {
        this.mostText = Math.clamp(MOST_STATE - stateLength, LEAST_TEXT, MOST_TEXT);
        this.reports = reports;
        this.now = now;
        this.limitsRows = limits.rows() < Long.MAX_VALUE;
        this.rowsLeft = limits.rows();
        this.bytesLeft = limits.bytes();
    }

    /** The portion that covers what {@code pursuit} found, as far as the limits allow. */
    LogSource.Portion plan(FilePursuit pursuit) throws StepException {
        pursuit.departed().forEach(this::add);
        for (FilePursuit.Found found : pursuit.found()) {
            if (room() > 0 || found.isChanged()) {
                read(found);
            } else if (found.file().size() > found.offset()) {
                leave(found.file());
            }
        }
        String range = new FilePlan(changes, pursuit.forgotten()).toText();
        return new LogSource.Portion(range, bytes, catchingUp, lagSeconds);
    }

    /** How many bytes the run may still read. */
    private long room() {
        return rowsLeft > 0 && text < mostText ? Math.max(0, bytesLeft) : 0;
    }

    private void read(FilePursuit.Found found) throws StepException {
        if (found.file().size() <= found.offset() && !found.isChanged()) {
            return;
        }
        if (found.file().packing().isWhole()) {
            readWhole(found);
        } else {
            readGrowing(found);
        }
    }

    /** A file that does not grow row by row is read as it is, once nobody writes to it any more. */
    private void readWhole(FilePursuit.Found found) {
        LogFile file = found.file();
        if (!file.rests(now)) {
            return;
        }
        boolean mayWait = bytes > 0 && !found.before().isKnown();
        if (mayWait && file.size() - found.offset() > room()) {
            leave(file);
            return;
        }
        try {
            Unpacked rows = file.size() > found.offset()
                    ? Unpacked.of(file, found.offset(), file.size())
                    : new Unpacked(0, 0, 0);
            long skip = Math.max(found.skip(), rows.mark());
            boolean reads = rows.length() > skip;
            add(new FileChange(
                    file.name(),
                    found.before(),
                    reads ? found.offset() : file.size(),
                    file.size(),
                    reads ? skip : 0,
                    file.size(),
                    ContentCheck.of(file.path(), file.size()),
                    file.modified(),
                    found.leaves() ? Optional.of(now) : Optional.empty()));
            if (reads) {
                count(rows.rows(), file.size() - found.offset());
            }
        } catch (IOException e) {
            reports.isSo(file.name() + " is left out until it changes, because it cannot be read: "
                    + FileProblem.describe(e));
        }
    }

    private void add(FileChange change) {
        changes.add(change);
        text += FilePlan.length(change);
    }

    private void count(long readRows, long readBytes) {
        rowsLeft -= limitsRows ? readRows : 0;
        bytesLeft -= readBytes;
        bytes += readBytes;
    }

    private void readGrowing(FilePursuit.Found found) throws StepException {
        try (FileChannel channel = FileChannel.open(found.file().path(), StandardOpenOption.READ)) {
            read(found, channel);
        } catch (NoSuchFileException | EOFException e) {
            leave(found.file());
        } catch (IOException e) {
            throw FileProblem.unreadable("Paths: " + found.file().name(), e);
        }
    }

    private void read(FilePursuit.Found found, FileChannel channel) throws IOException {
        LogFile file = found.file();
        long from = found.offset() == 0 ? afterByteOrderMark(channel) : afterLineEnd(channel, found.offset());
        Cut cut = cut(channel, from, file);
        if (cut.more()) {
            leave(file);
        }
        if (cut.to() == from && !found.isChanged()) {
            return;
        }
        long to = cut.to() == from ? found.offset() : cut.to();
        boolean reads = to > found.offset();
        add(new FileChange(
                file.name(),
                found.before(),
                reads ? from : to,
                to,
                0,
                cut.more() ? file.size() : to,
                to == 0 ? "" : ContentCheck.of(channel, to),
                file.modified(),
                found.leaves() && !cut.more() ? Optional.of(now) : Optional.empty()));
        if (reads) {
            count(cut.rows(), to - from);
        }
    }

    /**
     * Where the reading of a file ends.
     *
     * @param to one past the last byte
     * @param rows how many rows that is, as far as they are limited
     * @param more whether there may be rows behind it
     */
    private record Cut(long to, long rows, boolean more) {}

    private Cut cut(FileChannel channel, long from, LogFile file) throws IOException {
        long end = file.size() - from > room() ? from + room() : file.size();
        LineScanner lines = new LineScanner(channel);
        RowCounter counter = new RowCounter();
        if (limitsRows && end > from) {
            long to = lines.count(from, end, counter, rowsLeft);
            if (counter.rows() >= rowsLeft) {
                return new Cut(to, counter.rows(), to < file.size());
            }
        }
        long to = lines.afterLastLineEnd(from, end);
        if (end < file.size()) {
            if (to > from || bytes > 0) {
                return new Cut(to, counter.rows() + 1, true);
            }
            OptionalLong wholeRow = lines.afterFirstLineEnd(end, file.size());
            return new Cut(wholeRow.orElse(from), 1, wholeRow.orElse(file.size()) < file.size());
        }
        boolean takesLast = file.rests(now) && LastRow.isWhole(channel, to, file);
        return new Cut(takesLast ? file.size() : to, counter.rows() + 1, false);
    }

    private void leave(LogFile file) {
        catchingUp = true;
        long age = Math.max(0, Duration.between(file.modified(), now).toSeconds());
        lagSeconds = Math.max(lagSeconds, age);
    }

    /** The line end of a row that was read before its line ended is no row. */
    private static long afterLineEnd(FileChannel channel, long offset) throws IOException {
        ByteBuffer around = ByteBuffer.allocate(3);
        int count = channel.read(around, offset - 1);
        if (count < 2 || around.get(0) == '\n') {
            return offset;
        }
        int carriageReturn = around.get(1) == '\r' ? 1 : 0;
        return around.get(1 + carriageReturn) == '\n' ? offset + carriageReturn + 1 : offset;
    }

    private static long afterByteOrderMark(FileChannel channel) throws IOException {
        byte[] first = new byte[ByteOrderMark.LENGTH];
        return ByteOrderMark.lengthAt(first, 0, channel.read(ByteBuffer.wrap(first), 0));
    }
}
