package io.btautomations.core.source;

import io.btautomations.core.step.StepEvents;
import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what was planned, wherever its content is by now: in its place, renamed, copied, or compressed. */
final class RangeReader {

    private final StepEvents events;
    private final Instant now;
    private final boolean sameNode;

    /** @param sameNode whether the ranges were planned on this machine */
    RangeReader(StepEvents events, Instant now, boolean sameNode) {
        this.events = events;
        this.now = now;
        this.sameNode = sameNode;
    }

    void read(FileChange change, RowSink rows) throws StepException {
        Path path = Path.of(change.path());
        List<LogFile> candidates = new ArrayList<>();
        FileListing.find(path).ifPresent(candidates::add);
        candidates.addAll(FileListing.siblings(path));
        for (LogFile candidate : candidates) {
            if (FilePursuit.holds(candidate, change.to(), change.check())) {
                copy(candidate, change, rows);
                return;
            }
        }
        Optional<LogFile> packed =
                Packing.of(change.path()) == Packing.PLAIN ? packed(change, candidates) : Optional.empty();
        if (packed.isPresent()) {
            FileRows.unpack(packed.get(), 0, packed.get().size(), change.from(), change.to() - change.from(), rows);
        } else {
            missing(change);
        }
    }

    private static void copy(LogFile file, FileChange change, RowSink rows) throws StepException {
        if (file.packing().isWhole()) {
            FileRows.unpack(file, change.from(), change.to(), change.skip(), Long.MAX_VALUE, rows);
        } else {
            FileRows.copy(file.path(), change.from(), change.to(), rows);
        }
    }

    private Optional<LogFile> packed(FileChange change, List<LogFile> candidates) throws StepException {
        Optional<LogFile> beingWritten = Optional.empty();
        for (LogFile candidate : candidates) {
            if (candidate.packing().isCompressed() && !candidate.rests(now)) {
                beingWritten = Optional.of(candidate);
            } else if (candidate.packing().isCompressed() && holdsPacked(candidate, change)) {
                return Optional.of(candidate);
            }
        }
        if (beingWritten.isPresent()) {
            throw new StepException(change.path() + " seems to be compressed to "
                    + beingWritten.get().name() + " just now; waiting until that is done");
        }
        return Optional.empty();
    }

    private boolean holdsPacked(LogFile candidate, FileChange change) {
        try {
            return Unpacked.check(candidate, change.to())
                    .filter(change.check()::equals)
                    .isPresent();
        } catch (IOException e) {
            events.warn(candidate.name() + " cannot be unpacked: " + FileProblem.describe(e));
            return false;
        }
    }

    private void missing(FileChange change) throws StepException {
        String what = "Bytes " + change.from() + " to " + change.to() + " of " + change.path();
        if (!sameNode) {
            throw new StepException(what + " were planned on another node and are not on this machine: in a cluster, "
                    + "Paths need a mount that all nodes share");
        }
        events.error(what + " were planned to be read, but the file was deleted or changed before that was done; "
                + "what it held is not repeated");
    }
}
