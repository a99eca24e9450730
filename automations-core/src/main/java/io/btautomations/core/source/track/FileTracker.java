package io.btautomations.core.source.track;

import io.btautomations.core.source.file.FileListing;
import io.btautomations.core.source.file.FileProblem;
import io.btautomations.core.source.file.FileRows;
import io.btautomations.core.source.file.LogFile;
import io.btautomations.core.source.log.Entries;
import io.btautomations.core.source.log.LogSource;
import io.btautomations.core.source.log.RowSink;
import io.btautomations.core.step.StepEvents;
import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows the files that paths name. A position is which bytes of which files were read; a range, which are read next.
 * For one thread.
 */
public final class FileTracker {

    /** How long a file that is gone is remembered by its name, should it come back. */
    public static final Duration MEMORY = Duration.ofDays(7);

    /** How many finished files are remembered; of those that are there, all are. */
    public static final int MOST_FINISHED = 100_000;

    private final FileListing listing;
    private final int mostOpen;
    private final StepEvents events;
    private final FileReports reports;
    private final FileMemory memory = new FileMemory();

    /** @param mostOpen how many files a position knows by name, if others were read to their end */
    public FileTracker(FileListing listing, int mostOpen, StepEvents events) {
        this.listing = listing;
        this.mostOpen = mostOpen;
        this.events = events;
        this.reports = new FileReports(events);
    }

    /** The position at which everything in these files was read. */
    public Map<String, String> behind(List<LogFile> files) throws StepException {
        Map<String, TrackedFile> tracked = new HashMap<>();
        for (LogFile file : files) {
            atEnd(file).ifPresent(end -> tracked.put(end.path(), end));
        }
        return FilePlan.position(tracked, new Marks(), mostOpen);
    }

    /**
     * The next portion after a position.
     *
     * @param sameNode whether what was read before was read on this machine
     */
    public LogSource.Portion plan(Map<String, String> position, LogSource.Limits limits, Instant now, boolean sameNode)
            throws StepException {
        reports.begin();
        Map<String, TrackedFile> tracked = TrackedFile.of(position);
        FilePursuit pursuit =
                new FilePursuit(listing.list(), tracked, FinishedFiles.of(position), memory, now, sameNode, reports);
        LogSource.Portion portion = new FilePlanner(limits, Entries.length(position), now, reports).plan(pursuit);
        memory.setOpen(FilePlan.parse(portion.range()).open(tracked));
        return portion;
    }

    /**
     * Puts the rows of a range into {@code rows}; the same bytes each time.
     *
     * @param sameNode whether the range was planned on this machine
     */
    public void read(String range, RowSink rows, Instant now, boolean sameNode) throws StepException {
        RangeReader reader = new RangeReader(listing, events, now, sameNode);
        for (FileChange change : FilePlan.parse(range).changes()) {
            if (change.reads()) {
                reader.read(change, rows);
            }
        }
    }

    /** The position after a range. */
    public Map<String, String> after(Map<String, String> position, String range) {
        return FilePlan.parse(range).apply(position, mostOpen);
    }

    /** The file as if everything in it had been read; empty if there is nothing in it. */
    private static Optional<TrackedFile> atEnd(LogFile file) throws StepException {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            long end = file.packing().isWhole() ? file.size() : FileRows.end(channel, file);
            return end == 0
                    ? Optional.empty()
                    : Optional.of(new TrackedFile(
                            file.name(), end, end, ContentCheck.of(channel, end), file.modified(), Optional.empty()));
        } catch (IOException e) {
            throw FileProblem.unreadable("Paths: " + file.name(), e);
        }
    }
}
