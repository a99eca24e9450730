package io.btautomations.core.source;

import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.StepEvents;
import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
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

    LocalFiles(List<String> patterns, StepEvents events) {
        this.listing = new FileListing(patterns);
        this.events = events;
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
                for (LogFile file : listing.files()) {
                    atEnd(file).ifPresent(tracked -> files.put(tracked.path(), tracked));
                }
                yield new Beginning(TrackedFile.position(files), now);
            }
        };
    }

    @Override
    public Portion plan(Map<String, String> position, Limits limits, Instant now, boolean sameNode)
            throws StepException {
        FilePursuit pursuit = new FilePursuit(listing.files(), TrackedFile.of(position), now, sameNode);
        return new FilePlanner(limits, now).plan(pursuit, events);
    }

    @Override
    public void read(String range, RowSink rows, boolean sameNode) throws StepException {
        for (FileChange change : FileChange.parse(range)) {
            if (change.to() > change.from()) {
                Optional<Path> path = locate(change);
                if (path.isPresent()) {
                    FileRows.copy(path.get(), change.from(), change.to(), rows);
                } else {
                    missing(change, sameNode);
                }
            }
        }
    }

    @Override
    public Map<String, String> after(Map<String, String> position, String range) {
        return TrackedFile.position(FileChange.apply(TrackedFile.of(position), FileChange.parse(range)));
    }

    @Override
    public void readNewest(long most, RowSink rows) throws StepException {
        new NewestRows(listing.files()).copy(most, rows);
    }

    @Override
    public List<CheckResult> verify() {
        return new LocalFilesCheck(listing).run();
    }

    /** The file as if everything in it had been read; empty if there is nothing in it. */
    private static Optional<TrackedFile> atEnd(LogFile file) throws StepException {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            long end = FileRows.end(channel, file);
            return end == 0
                    ? Optional.empty()
                    : Optional.of(
                            new TrackedFile(file.name(), end, end, ContentCheck.of(channel, end), Optional.empty()));
        } catch (IOException e) {
            throw new StepException("Paths: " + file.name() + " cannot be read: " + FileProblem.describe(e), e);
        }
    }

    private static Optional<Path> locate(FileChange change) throws StepException {
        Path path = Path.of(change.path());
        Optional<LogFile> here = FileListing.find(path);
        if (here.isPresent() && FilePursuit.holds(here.get(), change.to(), change.check())) {
            return Optional.of(path);
        }
        for (LogFile sibling : FileListing.siblings(path)) {
            if (FilePursuit.holds(sibling, change.to(), change.check())) {
                return Optional.of(sibling.path());
            }
        }
        return Optional.empty();
    }

    private void missing(FileChange change, boolean sameNode) throws StepException {
        String what = "Bytes " + change.from() + " to " + change.to() + " of " + change.path();
        if (!sameNode) {
            throw new StepException(what + " were planned on another node and are not on this machine: in a cluster, "
                    + "Paths need a mount that all nodes share");
        }
        events.error(what + " were planned to be read, but the file was deleted or changed before that was done; "
                + "what it held is not repeated");
    }
}
