package io.btautomations.core.source.track;

import io.btautomations.core.source.file.Packing;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds how much of a content was read before, when nothing is known of that but its {@link ContentCheck#mark}. Reads
 * the content once, however many marks are sought.
 */
final class PrefixSearch {

    private static final int BLOCK = 1 << 16;

    /**
     * A beginning that is known.
     *
     * @param length in bytes
     */
    record Match(long mark, long length) {}

    /** Where reading may have stopped: before or after which bytes. */
    private record Stops(boolean[] before, boolean[] after) {

        static Stops of(int before, int orBefore, int after) {
            boolean[] isBefore = new boolean[256];
            boolean[] isAfter = new boolean[256];
            isBefore[before] = true;
            isBefore[orBefore] = true;
            if (after >= 0) {
                isAfter[after] = true;
            }
            return new Stops(isBefore, isAfter);
        }
    }

    /** Behind a line end, or before it if the last row had none yet. */
    private static final Stops LINES = Stops.of('\n', '\r', '\n');

    /** Where a member or frame begins. */
    private static final Stops GZIP = Stops.of(0x1F, 0x1F, -1);

    private static final Stops ZSTD = Stops.of(0x28, 0x28, -1);

    private final long[] sought;

    PrefixSearch(Marks sought) {
        this.sought = sought.sorted();
    }

    /** The longest beginning of these rows that is sought. */
    Optional<Match> rows(InputStream content) throws IOException {
        return longest(content, LINES);
    }

    boolean isEmpty() {
        return sought.length == 0;
    }

    /** The longest beginning of this file, as it is stored, that is sought. */
    Optional<Match> stored(InputStream content, Packing packing) throws IOException {
        return switch (packing) {
            case GZIP -> longest(content, GZIP);
            case ZSTD -> longest(content, ZSTD);
            case PLAIN -> longest(content, LINES);
            case PARQUET, FOREIGN -> Optional.empty();
        };
    }

    private Optional<Match> longest(InputStream content, Stops stops) throws IOException {
        RollingCheck check = new RollingCheck();
        Optional<Match> longest = Optional.empty();
        byte[] block = new byte[BLOCK];
        for (int count = content.read(block); count >= 0; count = content.read(block)) {
            for (int i = 0; i < count; i++) {
                int next = block[i] & 255;
                longest = stops.before[next] ? longer(check, longest) : longest;
                check.add(block[i]);
                longest = stops.after[next] ? longer(check, longest) : longest;
            }
        }
        return longer(check, longest);
    }

    private Optional<Match> longer(RollingCheck check, Optional<Match> shorter) {
        long mark = check.mark();
        boolean isSought = check.length() > 0 && Arrays.binarySearch(sought, mark) >= 0;
        return isSought ? Optional.of(new Match(mark, check.length())) : shorter;
    }
}
