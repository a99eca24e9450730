package io.btautomations.core.source.track;

import io.btautomations.core.source.file.FileListing;
import io.btautomations.core.source.file.FileProblem;
import io.btautomations.core.source.file.FileRows;
import io.btautomations.core.source.file.LogFile;
import io.btautomations.core.source.file.Packing;
import io.btautomations.core.source.log.RowSink;
import io.btautomations.core.step.StepEvents;
import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what was planned, wherever its content is by now: in its place, renamed, copied, or compressed. */
final class RangeReader {

    private final FileListing listing;
    private final StepEvents events;
    private final Instant now;
    private final boolean sameNode;

    /** @param sameNode whether the ranges were planned on this machine */
    RangeReader(FileListing listing, StepEvents events, Instant now, boolean sameNode) {
        this.listing = listing;
        this.events = events;
        this.now = now;
        this.sameNode = sameNode;
    }

    void read(FileChange change, RowSink rows) throws StepException {
        Path path = Path.of(change.path());
        List<LogFile> near = new ArrayList<>();
        FileListing.find(path).ifPresent(near::add);
        if (isCopied(near, change, rows)) {
            return;
        }
        near.addAll(new Siblings().of(path, name -> true));
        if (isCopied(near, change, rows)) {
            return;
        }
        List<LogFile> far = listing.files();
        if (isCopied(far, change, rows)) {
            return;
        }
        Optional<LogFile> packed =
                Packing.of(change.path()) == Packing.PLAIN ? packed(change, near, far) : Optional.empty();
        if (packed.isPresent()) {
            FileRows.unpack(packed.get(), 0, packed.get().size(), change.from(), change.to() - change.from(), rows);
        } else {
            missing(change);
        }
    }

    private static boolean isCopied(List<LogFile> candidates, FileChange change, RowSink rows) throws StepException {
        for (LogFile candidate : candidates) {
            if (FileBeginning.holds(candidate, change.after())) {
                copy(candidate, change, rows);
                return true;
            }
        }
        return false;
    }

    private static void copy(LogFile file, FileChange change, RowSink rows) throws StepException {
        if (file.packing().isWhole()) {
            FileRows.unpack(file, change.from(), change.to(), change.skip(), Long.MAX_VALUE, rows);
        } else {
            FileRows.copy(file.path(), change.from(), change.to(), rows);
        }
    }

    private Optional<LogFile> packed(FileChange change, List<LogFile> near, List<LogFile> far) throws StepException {
        Optional<LogFile> packed = Stream.concat(near.stream(), far.stream())
                .filter(candidate -> candidate.packing().isCompressed() && holdsPacked(candidate, change))
                .findFirst();
        if (packed.isPresent()) {
            return packed;
        }
        Optional<LogFile> beingWritten = near.stream()
                .filter(candidate -> candidate.packing().isCompressed() && !candidate.rests(now))
                .findFirst();
        if (beingWritten.isPresent()) {
            throw new StepException(change.path() + " seems to be compressed to "
                    + beingWritten.get().name() + " just now; waiting until that is done");
        }
        return Optional.empty();
    }

    private boolean holdsPacked(LogFile candidate, FileChange change) {
        try {
            return ContentCheck.ofUnpacked(candidate, change.to())
                    .filter(change.check()::equals)
                    .isPresent();
        } catch (IOException e) {
            if (candidate.rests(now)) {
                events.warn(candidate.name() + " cannot be unpacked: " + FileProblem.describe(e));
            }
            return false;
        }
    }

    /** Whether nothing is there at all, as where a mount is lost. */
    private static boolean isOutOfReach(Path path) {
        Path directory = path.getParent();
        if (directory == null) {
            return false;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        } catch (IOException | UncheckedIOException e) {
            return true;
        }
    }

    private void missing(FileChange change) throws StepException {
        String what = "Bytes " + change.from() + " to " + change.to() + " of " + change.path();
        if (!sameNode) {
            throw new StepException(what + " were planned on another node and are not on this machine: in a cluster, "
                    + "Paths need a mount that all nodes share");
        }
        if (isOutOfReach(Path.of(change.path()))) {
            throw new StepException(what + " were planned to be read, but its directory is gone or empty: bring it "
                    + "back, or put any file there to go on without these rows");
        }
        events.error(what + " were planned to be read, but the file was deleted or changed before that was done; "
                + "what it held is not repeated");
    }
}
