package io.btautomations.engine.serve;

import io.btautomations.core.port.Randomness;
import io.btautomations.core.port.WallClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rows that do not fit in a request, uploaded beforehand to an address that only who announced the upload knows. Each
 * is kept for an hour, or until its rows are logged. Safe for use by several threads.
 */
final class Uploads implements Endpoint {

    private static final int KEY_BYTES = 16;
    private static final int MOST = 64;
    private static final Duration KEPT = Duration.ofHours(1);

    private final Path directory;
    private final int mostBytes;
    private final WallClock clock;
    private final Randomness randomness;
    private final Map<String, Instant> announced = new HashMap<>();

    /** @param directory for uploads, which loses what is in it */
    Uploads(Path directory, int mostBytes, WallClock clock, Randomness randomness) throws IOException {
        this.directory = directory;
        this.mostBytes = mostBytes;
        this.clock = clock;
        this.randomness = randomness;
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** A key that nobody can guess. */
    String newKey() {
        byte[] bytes = new byte[KEY_BYTES];
        randomness.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Expects an upload under the key that it answers. */
    synchronized String announce() throws IOException, RequestFailure {
        Instant now = clock.now();
        for (Iterator<Map.Entry<String, Instant>> entries = announced.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<String, Instant> entry = entries.next();
            if (entry.getValue().plus(KEPT).isBefore(now)) {
                entries.remove();
                Files.deleteIfExists(path(entry.getKey()));
            }
        }
        if (announced.size() == MOST) {
            throw RequestFailure.tooMany("there are " + MOST + " uploads whose rows were not logged yet", 60);
        }
        String key = newKey();
        announced.put(key, now);
        return key;
    }

    /** Takes an upload. */
    @Override
    public void answer(Exchange exchange) throws IOException, RequestFailure {
        String key = exchange.path().substring(exchange.path().lastIndexOf('/') + 1);
        if (!isAnnounced(key)) {
            throw RequestFailure.forbidden("nobody announced this upload, or it is too late for it");
        }
        Files.createDirectories(directory);
        Path part = directory.resolve(key + "." + newKey());
        try {
            try (InputStream in = exchange.stream(mostBytes);
                    OutputStream out = Files.newOutputStream(part)) {
                copy(in, out);
            }
            Files.move(part, path(key), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        exchange.send(200, "application/json", 0, out -> {});
    }

    private void copy(InputStream in, OutputStream out) throws IOException, RequestFailure {
        byte[] piece = new byte[1 << 16];
        long size = 0;
        int count = in.read(piece);
        while (count >= 0) {
            size += count;
            if (size > mostBytes) {
                throw Exchange.tooLong(mostBytes);
            }
            out.write(piece, 0, count);
            count = in.read(piece);
        }
    }

    private synchronized boolean isAnnounced(String key) {
        return announced.containsKey(key);
    }

    /** What was uploaded under the key. */
    Optional<Path> file(String key) {
        return isAnnounced(key) ? Optional.of(path(key)).filter(Files::exists) : Optional.empty();
    }

    /** Forgets an upload. */
    synchronized void remove(String key) throws IOException {
        announced.remove(key);
        Files.deleteIfExists(path(key));
    }

    private Path path(String key) {
        return directory.resolve(key);
    }
}
