package io.btautomations.engine.serve.log;

import io.btautomations.core.braintrust.TransactionId;
import io.btautomations.core.port.WallClock;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gives transactions their ids: each is greater than all before it and than all that {@link #settled} ever said, also
 * after the clock stepped back and after the process was killed. Safe for use by several threads.
 */
final class WriteClock implements Closeable {

    private final WallClock clock;
    private final FileChannel file;
    private final Map<Object, TransactionId> inFlight = new HashMap<>();
    private TransactionId last;
    /** What is in the file. The ids of transactions are in the logs that they wrote to. */
    private TransactionId kept;

    private WriteClock(WallClock clock, FileChannel file, TransactionId last) {
        this.clock = clock;
        this.file = file;
        this.last = last;
        this.kept = last;
    }

    /** @param path where the clock keeps what it said */
    static WriteClock open(Path path, WallClock clock) throws IOException {
        TransactionId last = kept(path).orElse(TransactionId.firstOf(Instant.EPOCH));
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return new WriteClock(clock, file, last);
    }

    /** What the file says; nothing if it was made, but not yet written, when the process stopped. */
    private static Optional<TransactionId> kept(Path path) throws IOException {
        String text = Files.exists(path)
                ? Files.readString(path, StandardCharsets.ISO_8859_1)
                        .replace("\0", "")
                        .strip()
                : "";
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(TransactionId.parse(text));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    path + " should hold a transaction id and holds '"
                            + text.substring(0, Math.min(40, text.length()))
                            + "'; if it is deleted, ids go on behind the greatest one in the logs",
                    e);
        }
    }

    /** Ids to come are greater than this one. */
    synchronized void advance(TransactionId id) {
        last = id.compareTo(last) > 0 ? id : last;
    }

    /** The id of a transaction that begins to write to {@code log}; none other does until {@link #end}. */
    synchronized TransactionId begin(Object log) {
        TransactionId now = TransactionId.firstOf(clock.now());
        TransactionId next = last.next();
        last = now.compareTo(next) > 0 ? now : next;
        inFlight.put(log, last);
        return last;
    }

    /** The transaction that wrote to {@code log} did, or failed. */
    synchronized void end(Object log) {
        inFlight.remove(log);
    }

    /** The transaction up to which {@code log} has everything that it will ever have. */
    synchronized TransactionId settled(Object log) throws IOException {
        TransactionId writing = inFlight.get(log);
        if (writing != null) {
            return new TransactionId(writing.value() - 1);
        }
        TransactionId before = new TransactionId(Math.max(
                TransactionId.firstOf(Instant.EPOCH).value(),
                TransactionId.firstOf(clock.now()).value() - 1));
        if (before.compareTo(kept) > 0) {
            keep(before);
        }
        advance(before);
        return last;
    }

    private void keep(TransactionId id) throws IOException {
        file.write(ByteBuffer.wrap((id + "\n").getBytes(StandardCharsets.ISO_8859_1)), 0);
        file.force(false);
        kept = id;
    }

    @Override
    public synchronized void close() throws IOException {
        if (last.compareTo(kept) > 0) {
            keep(last);
        }
        file.close();
    }
}
