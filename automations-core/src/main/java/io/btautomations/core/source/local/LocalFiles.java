package io.btautomations.core.source.local;

import io.btautomations.core.source.file.FileListing;
import io.btautomations.core.source.file.FileProblem;
import io.btautomations.core.source.file.FileRows;
import io.btautomations.core.source.file.LogFile;
import io.btautomations.core.source.file.NewestRows;
import io.btautomations.core.source.file.Packing;
import io.btautomations.core.source.log.Entries;
import io.btautomations.core.source.log.LogSource;
import io.btautomations.core.source.log.PlannedRun;
import io.btautomations.core.source.log.RowSink;
import io.btautomations.core.source.log.StartPoint;
import io.btautomations.core.source.log.Times;
import io.btautomations.core.source.track.ContentCheck;
import io.btautomations.core.source.track.FileChange;
import io.btautomations.core.source.track.FileMemory;
import io.btautomations.core.source.track.FilePlan;
import io.btautomations.core.source.track.FilePlanner;
import io.btautomations.core.source.track.FilePursuit;
import io.btautomations.core.source.track.FileReports;
import io.btautomations.core.source.track.FinishedFiles;
import io.btautomations.core.source.track.Marks;
import io.btautomations.core.source.track.RangeReader;
import io.btautomations.core.source.track.TrackedFile;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.StepEvents;
import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files of JSON Lines that are appended to, and compressed and Parquet files. The order of the rows in a file is the
 * order in which they were written; a row is read once its line has ended.
 */
public final class LocalFiles implements LogSource {

    /** How many files the state knows by name; of those that were read to their end, it knows others by a mark. */
    public static final int MOST_OPEN = 500;

    private final FileListing listing;
    private final int mostOpen;
    private final FileMemory memory = new FileMemory();
    private final StepEvents events;
    private final FileReports reports;

    public LocalFiles(List<String> patterns, StepEvents events) {
        this(patterns, events, MOST_OPEN);
    }

    public LocalFiles(List<String> patterns, StepEvents events, int mostOpen) {
        this.mostOpen = mostOpen;
        this.listing = new FileListing(patterns);
        this.events = events;
        this.reports = new FileReports(events);
    }

    @Override
    public boolean hasPlaces() {
        return false;
    }

    @Override
    public Beginning begin(StartPoint start, Instant now) throws StepException {
        return switch (start) {
            case StartPoint.Oldest oldest -> from(Instant.MIN, now);
            case StartPoint.Now fromNow -> {
                Map<String, TrackedFile> files = new HashMap<>();
                for (LogFile file : whole(now)) {
                    atEnd(file).ifPresent(tracked -> files.put(tracked.path(), tracked));
                }
                yield new Beginning(FilePlan.position(files, new Marks(), mostOpen), now);
            }
            case StartPoint.AtTime at -> from(at.time(), now);
            case StartPoint.AtTransaction at -> from(at.transaction().time(), now);
        };
    }

    /** Files do not tell when their rows were written: one that was written to since that time is read as a whole. */
    private Beginning from(Instant time, Instant now) throws StepException {
        Instant since = now;
        Map<String, TrackedFile> files = new HashMap<>();
        for (LogFile file : listing.files()) {
            if (file.modified().isBefore(time) && (file.packing() == Packing.PLAIN || file.rests(now))) {
                atEnd(file).ifPresent(tracked -> files.put(tracked.path(), tracked));
            } else {
                since = Times.earlier(since, file.created());
            }
        }
        return new Beginning(TrackedFile.position(files), since);
    }

    @Override
    public Optional<Portion> plan(Map<String, String> position, Limits limits, Instant now, boolean sameNode)
            throws StepException {
        reports.begin();
        Map<String, TrackedFile> tracked = TrackedFile.of(position);
        FilePursuit pursuit =
                new FilePursuit(listing.list(), tracked, FinishedFiles.of(position), memory, now, sameNode, reports);
        Portion portion = new FilePlanner(limits, Entries.length(position), now, reports).plan(pursuit);
        memory.setOpen(FilePlan.parse(portion.range()).open(tracked));
        return Optional.of(portion);
    }

    @Override
    public Optional<Portion> read(
            PlannedRun run,
            Map<String, String> position,
            Optional<Limits> limits,
            RowSink rows,
            Instant now,
            boolean sameNode)
            throws StepException {
        copy(run.range(), rows, now, sameNode);
        return Optional.empty();
    }

    /** Puts the rows of a range into {@code rows}; the same bytes each time. */
    void copy(String range, RowSink rows, Instant now, boolean sameNode) throws StepException {
        RangeReader reader = new RangeReader(listing, events, now, sameNode);
        for (FileChange change : FilePlan.parse(range).changes()) {
            if (change.reads()) {
                reader.read(change, rows);
            }
        }
    }

    /** Puts all rows that there are into {@code rows}, without those that are still being written. */
    void copyAll(RowSink rows, Instant now) throws StepException {
        for (LogFile file : whole(now)) {
            FileRows.copyAll(file, rows);
        }
    }

    @Override
    public Map<String, String> after(Map<String, String> position, String range) {
        return FilePlan.parse(range).apply(position, mostOpen);
    }

    @Override
    public void readNewest(long most, RowSink rows) throws StepException {
        new NewestRows(whole(Instant.MAX)).copy(most, rows);
    }

    @Override
    public List<CheckResult> verify() {
        return new LocalFilesCheck(listing).run();
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

    /** The files that are read, without whole ones that are still being written. */
    private List<LogFile> whole(Instant now) throws StepException {
        return listing.files().stream()
                .filter(file ->
                        file.packing() == Packing.PLAIN || file.packing().isWhole() && file.rests(now))
                .toList();
    }
}
