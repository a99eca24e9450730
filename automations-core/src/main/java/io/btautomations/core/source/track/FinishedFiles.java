package io.btautomations.core.source.track;

import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Files that were read to their end, as entries of the state: of each no more than the {@link ContentCheck#mark} of
 * what was read, so that a hundred thousand of them fit. The marks stand in ascending order; between one and the next
 * is a Rice code, about four bytes a file.
 */
final class FinishedFiles {

    private static final String PREFIX = "finished.";
    private static final String COUNT = "count=";
    private static final String MARKS = " marks=";

    /** Marks in one entry: NiFi keeps no entry of 64 KB or more. */
    private static final int MARKS_PER_ENTRY = 8000;

    private static final int MARK_BITS = 48;

    private FinishedFiles() {}

    /** The marks of a position. */
    static Marks of(Map<String, String> position) {
        Marks marks = new Marks();
        position.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                parse(value, marks);
            }
        });
        return marks;
    }

    /** The entries that hold these marks. */
    static Map<String, String> position(Marks marks) {
        long[] sorted = marks.sorted();
        Map<String, String> position = new HashMap<>();
        for (int from = 0; from < sorted.length; from += MARKS_PER_ENTRY) {
            long[] part = Arrays.copyOfRange(sorted, from, Math.min(sorted.length, from + MARKS_PER_ENTRY));
            position.put(PREFIX + "%04d".formatted(from / MARKS_PER_ENTRY), COUNT + part.length + MARKS + text(part));
        }
        return position;
    }

    private static String text(long[] marks) {
        long span = marks[marks.length - 1] - marks[0];
        int low = Math.max(0, 63 - Long.numberOfLeadingZeros(Math.max(1, span / marks.length)));
        BitWriter bits = new BitWriter();
        bits.write(low, 6);
        bits.write(marks[0], MARK_BITS);
        for (int i = 1; i < marks.length; i++) {
            long step = marks[i] - marks[i - 1];
            for (long high = step >>> low; high > 0; high--) {
                bits.write(1, 1);
            }
            bits.write(0, 1);
            bits.write(step, low);
        }
        return Base64.getEncoder().withoutPadding().encodeToString(bits.bytes());
    }

    private static void parse(String text, Marks into) {
        int end = text.indexOf(MARKS);
        if (!text.startsWith(COUNT) || end < 0) {
            throw new IllegalArgumentException("entry of finished files begins with neither count nor marks");
        }
        int count = Integer.parseInt(text.substring(COUNT.length(), end));
        BitReader bits = new BitReader(Base64.getDecoder().decode(text.substring(end + MARKS.length())));
        int low = (int) bits.read(6);
        long mark = bits.read(MARK_BITS);
        into.add(mark);
        for (int i = 1; i < count; i++) {
            long high = 0;
            while (bits.read(1) == 1) {
                high++;
            }
            mark += high << low | bits.read(low);
            into.add(mark);
        }
    }

    private static final class BitWriter {

        private final BitSet bits = new BitSet();
        private int length;

        /** The lowest {@code count} bits of a number, the highest of them first. */
        void write(long number, int count) {
            for (int bit = count - 1; bit >= 0; bit--) {
                bits.set(length++, (number >>> bit & 1) == 1);
            }
        }

        byte[] bytes() {
            return Arrays.copyOf(bits.toByteArray(), (length + Byte.SIZE - 1) / Byte.SIZE);
        }
    }

    private static final class BitReader {

        private final BitSet bits;
        private final int length;
        private int position;

        BitReader(byte[] bytes) {
            this.bits = BitSet.valueOf(bytes);
            this.length = bytes.length * Byte.SIZE;
        }

        long read(int count) {
            if (position + count > length) {
                throw new IllegalArgumentException("entry of finished files is cut off");
            }
            long number = 0;
            for (int bit = 0; bit < count; bit++) {
                number = number << 1 | (bits.get(position++) ? 1 : 0);
            }
            return number;
        }
    }
}
