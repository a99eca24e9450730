package io.btautomations.core.source.track;

import io.btautomations.core.source.file.LogFile;
import io.btautomations.core.source.file.Unpacked;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Tells whether a file still begins with the content that was read from it: a hash of the first and of the last 4 KB of
 * that content. It depends on nothing behind it, so it stays the same while a file grows, however small the file was;
 * and it goes with the content when the file is renamed or copied. {@link RollingCheck} has the checks of all
 * beginnings of a content.
 */
final class ContentCheck {

    /** How much of each end is looked at, in bytes. */
    static final int EDGE = 4096;

    /** How many digits of a check make its {@link #mark}. */
    private static final int MARK_DIGITS = 12;

    private static final int SHOWN_BYTES = 12;
    private static final int SKIPPED = 1 << 16;

    private ContentCheck() {}

    /**
     * The check of the file's first {@code length} bytes.
     *
     * @throws EOFException if the file is shorter
     */
    static String of(Path path, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return of(channel, length);
        }
    }

    static String of(FileChannel channel, long length) throws IOException {
        int head = (int) Math.min(EDGE, length);
        int tail = (int) Math.min(EDGE, length - head);
        ByteBuffer edges = ByteBuffer.allocate(head + tail);
        read(channel, 0, head, edges);
        read(channel, length - tail, tail, edges);
        return of(edges.array(), length);
    }

    /** The check of a content of which the edges are known, one behind the other. */
    static String of(byte[] edges, long length) {
        int head = (int) Math.min(EDGE, length);
        return of(length, PolynomialHash.of(edges, 0, head), PolynomialHash.of(edges, head, edges.length));
    }

    /** The check of a content of which the hashes of the edges are known. */
    static String of(long length, long head, long tail) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(3 * Long.BYTES)
                    .putLong(length)
                    .putLong(head)
                    .putLong(tail)
                    .flip());
            return HexFormat.of().formatHex(digest.digest(), 0, SHOWN_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The first 48 bits of a check, by which the state knows a finished file. */
    static long mark(String check) {
        return HexFormat.fromHexDigitsToLong(check, 0, MARK_DIGITS);
    }

    /** A mark as the beginning of its check. */
    static String text(long mark) {
        return HexFormat.of().toHexDigits(mark, MARK_DIGITS);
    }

    /** The check of the first {@code length} bytes of rows; empty if there are fewer. */
    static Optional<String> ofUnpacked(LogFile file, long length) throws IOException {
        int head = (int) Math.min(EDGE, length);
        int tail = (int) Math.min(EDGE, length - head);
        try (InputStream content = Unpacked.open(file, 0, file.size())) {
            byte[] edges = Arrays.copyOf(content.readNBytes(head), head + tail);
            boolean isLongEnough = skip(content, length - head - tail) && content.readNBytes(edges, head, tail) == tail;
            return isLongEnough ? Optional.of(of(edges, length)) : Optional.empty();
        }
    }

    private static boolean skip(InputStream content, long count) throws IOException {
        long left = count;
        byte[] block = new byte[SKIPPED];
        while (left > 0) {
            int read = content.read(block, 0, (int) Math.min(SKIPPED, left));
            if (read < 0) {
                return false;
            }
            left -= read;
        }
        return true;
    }

    private static void read(FileChannel channel, long from, int count, ByteBuffer into) throws IOException {
        ByteBuffer part = into.slice(into.position(), count);
        while (part.hasRemaining()) {
            if (channel.read(part, from + part.position()) < 0) {
                throw new EOFException("the file is shorter than " + (from + count) + " bytes");
            }
        }
        into.position(into.position() + count);
    }
}
