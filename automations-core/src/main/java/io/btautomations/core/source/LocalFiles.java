package io.btautomations.core.source;

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
 * Files of JSON Lines that are appended to. The order of the bytes in a file is the order in which its rows were
 * written; a row is read once its line has ended.
 */
final class LocalFiles implements LogSource {

    private final FileListing listing;
    private final StepEvents events;
    private final FileReports reports;

    LocalFiles(List<String> patterns, StepEvents events) {
        this.listing = new FileListing(patterns);
        this.events = events;
        this.reports = new FileReports(events);
    }

    @Override
    public boolean hasPlaces() {
        return false;
    }

    @Override
    public Beginning begin(SourceSettings.StartPosition start, Instant now) throws StepException {
        return switch (start) {
            case BEGINNING -> {
                Instant since = now;
                for (LogFile file : listing.files()) {
                    since = Times.earlier(since, file.created());
                }
                yield new Beginning(Map.of(), since);
            }
            case NOW -> {
                Map<String, TrackedFile> files = new HashMap<>();
                for (LogFile file : whole(now)) {
                    atEnd(file).ifPresent(tracked -> files.put(tracked.path(), tracked));
                }
                yield new Beginning(TrackedFile.position(files), now);
            }
            case TIME, TRANSACTION ->
                throw new StepException("Start Position '" + start.value() + "' needs Log Source 'Braintrust API'");
        };
    }

    @Override
    public Optional<Portion> plan(Map<String, String> position, Limits limits, Instant now, boolean sameNode)
            throws StepException {
        reports.begin();
        FilePursuit pursuit = new FilePursuit(listing.files(), TrackedFile.of(position), now, sameNode, reports);
        return Optional.of(new FilePlanner(limits, now, reports).plan(pursuit));
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
        RangeReader reader = new RangeReader(events, now, sameNode);
        for (FileChange change : FileChange.parse(range)) {
            if (change.to() > change.from()) {
                reader.read(change, rows);
            }
        }
    }

    @Override
    public Map<String, String> after(Map<String, String> position, String range) {
        return TrackedFile.position(FileChange.apply(TrackedFile.of(position), FileChange.parse(range)));
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
            long end = file.packing().isCompressed() ? file.size() : FileRows.end(channel, file);
            return end == 0
                    ? Optional.empty()
                    : Optional.of(
                            new TrackedFile(file.name(), end, end, ContentCheck.of(channel, end), Optional.empty()));
        } catch (IOException e) {
            throw new StepException("Paths: " + file.name() + " cannot be read: " + FileProblem.describe(e), e);
        }
    }

    /** The files that are read, without compressed ones that are still being written. */
    private List<LogFile> whole(Instant now) throws StepException {
        return listing.files().stream()
                .filter(file ->
                        file.packing() == Packing.PLAIN || file.packing().isCompressed() && file.rests(now))
                .toList();
    }
}
