package io.btautomations.core.source.local;

import io.btautomations.core.source.file.FileListing;
import io.btautomations.core.source.file.FileRows;
import io.btautomations.core.source.file.LogFile;
import io.btautomations.core.source.file.NewestRows;
import io.btautomations.core.source.file.Packing;
import io.btautomations.core.source.log.LogSource;
import io.btautomations.core.source.log.PlannedRun;
import io.btautomations.core.source.log.RowSink;
import io.btautomations.core.source.log.StartPoint;
import io.btautomations.core.source.log.Times;
import io.btautomations.core.source.track.FileTracker;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.StepEvents;
import io.btautomations.core.step.StepException;
import java.time.Instant;
import java.util.ArrayList;
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
    private final FileTracker tracker;

    public LocalFiles(List<String> patterns, StepEvents events) {
        this(patterns, events, MOST_OPEN);
    }

    public LocalFiles(List<String> patterns, StepEvents events, int mostOpen) {
        this.listing = new FileListing(patterns);
        this.tracker = new FileTracker(listing, mostOpen, events);
    }

    @Override
    public boolean hasPlaces() {
        return false;
    }

    @Override
    public Beginning begin(StartPoint start, Instant now) throws StepException {
        return switch (start) {
            case StartPoint.Oldest oldest -> from(Instant.MIN, now);
            case StartPoint.Now fromNow -> new Beginning(tracker.behind(whole(now)), now);
            case StartPoint.AtTime at -> from(at.time(), now);
            case StartPoint.AtTransaction at -> from(at.transaction().time(), now);
        };
    }

    /** Files do not tell when their rows were written: one that was written to since that time is read as a whole. */
    private Beginning from(Instant time, Instant now) throws StepException {
        Instant since = now;
        List<LogFile> readBefore = new ArrayList<>();
        for (LogFile file : listing.files()) {
            if (file.modified().isBefore(time) && isWhole(file, now)) {
                readBefore.add(file);
            } else {
                since = Times.earlier(since, file.created());
            }
        }
        return new Beginning(tracker.behind(readBefore), since);
    }

    @Override
    public Optional<Portion> plan(Map<String, String> position, Limits limits, Instant now, boolean sameNode)
            throws StepException {
        return Optional.of(tracker.plan(position, limits, now, sameNode));
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
        tracker.read(range, rows, now, sameNode);
    }

    /** Puts all rows that there are into {@code rows}, without those that are still being written. */
    void copyAll(RowSink rows, Instant now) throws StepException {
        for (LogFile file : whole(now)) {
            FileRows.copyAll(file, rows);
        }
    }

    @Override
    public Map<String, String> after(Map<String, String> position, String range) {
        return tracker.after(position, range);
    }

    @Override
    public void readNewest(long most, RowSink rows) throws StepException {
        new NewestRows(whole(Instant.MAX)).copy(most, rows);
    }

    @Override
    public List<CheckResult> verify() {
        return new LocalFilesCheck(listing).run();
    }

    /** The files that are read, without whole ones that are still being written. */
    private List<LogFile> whole(Instant now) throws StepException {
        return listing.files().stream().filter(file -> isWhole(file, now)).toList();
    }

    private static boolean isWhole(LogFile file, Instant now) {
        return file.packing() == Packing.PLAIN || file.packing().isWhole() && file.rests(now);
    }
}
