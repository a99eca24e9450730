package io.btautomations.btql.scan;

import java.util.Arrays;

/**
 * What stands between the quotes of a JSON string, and the bytes it means: UTF-8, a surrogate without its partner
 * encoded in three bytes of its own. A backslash that begins no escape stands for itself.
 */
final class EscapedText {

    private static final long BACKSLASHES = Swar.repeat('\\');
    /** Low bits of an {@link #escape} that hold its length in bytes. */
    private static final int LENGTH_BITS = 4;

    private EscapedText() {}

    /** The bytes of {@code text}, as {@link #compareDecoded} compares them. */
    static byte[] encode(String text) {
        byte[] bytes = new byte[text.length() * 3];
        int[] length = {0};
        text.codePoints().forEach(codePoint -> length[0] = put(codePoint, bytes, length[0]));
        return Arrays.copyOf(bytes, length[0]);
    }

    static boolean hasBackslash(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + Swar.BYTES <= to; at += Swar.BYTES) {
            if (Swar.equalUpToFirst(Swar.load(bytes, at), BACKSLASHES) != 0) {
                return true;
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** Compares what {@code [from, to)} means with {@code other}, by code points. */
    static int compareDecoded(byte[] bytes, int from, int to, byte[] other) {
        byte[] decoded = new byte[4];
        int matched = 0;
        int at = from;
        while (at < to) {
            int length = 1;
            if (bytes[at] == '\\') {
                int escape = escape(bytes, at, to);
                length = put(codePoint(escape), decoded, 0);
                at += length(escape);
            } else {
                decoded[0] = bytes[at++];
            }
            int order = Arrays.compareUnsigned(
                    decoded, 0, length, other, matched, Math.min(other.length, matched + length));
            if (order != 0) {
                return order;
            }
            matched += length;
        }
        return Integer.compare(matched, other.length);
    }

    /**
     * Writes what {@code [from, to)} means to {@code target}, which has room for {@code to - from} bytes.
     *
     * @return number of bytes written
     */
    static int decode(byte[] bytes, int from, int to, byte[] target) {
        int written = 0;
        int at = from;
        while (at < to) {
            if (bytes[at] == '\\') {
                int escape = escape(bytes, at, to);
                written = put(codePoint(escape), target, written);
                at += length(escape);
            } else {
                target[written++] = bytes[at++];
            }
        }
        return written;
    }

    /** The escape whose backslash is at {@code at}: see {@link #codePoint} and {@link #length}. */
    static int escape(byte[] bytes, int at, int to) {
        if (at + 1 >= to) {
            return pack('\\', 1);
        }
        return switch (bytes[at + 1]) {
            case '"', '\\', '/' -> pack(bytes[at + 1], 2);
            case 'b' -> pack('\b', 2);
            case 'f' -> pack('\f', 2);
            case 'n' -> pack('\n', 2);
            case 'r' -> pack('\r', 2);
            case 't' -> pack('\t', 2);
            case 'u' -> unicodeEscape(bytes, at, to);
            default -> pack('\\', 1);
        };
    }

    /** What an escape means. */
    static int codePoint(int escape) {
        return escape >>> LENGTH_BITS;
    }

    /** How many bytes an escape takes. */
    static int length(int escape) {
        return escape & ((1 << LENGTH_BITS) - 1);
    }

    /** The number of four hexadecimal digits from {@code at}; negative if they are none. */
    static int hexadecimal(byte[] bytes, int at, int to) {
        if (at + 4 > to) {
            return -1;
        }
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = (value << 4) | digit;
        }
        return value;
    }

    /** Writes {@code codePoint} to {@code target} from {@code at}; one past the last byte written. */
    static int put(int codePoint, byte[] target, int at) {
        int next = at;
        if (codePoint < 0x80) {
            target[next++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            target[next++] = (byte) (0xC0 | (codePoint >> 6));
            target[next++] = (byte) (0x80 | (codePoint & 0x3F));
        } else if (codePoint < 0x1_0000) {
            target[next++] = (byte) (0xE0 | (codePoint >> 12));
            target[next++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            target[next++] = (byte) (0x80 | (codePoint & 0x3F));
        } else {
            target[next++] = (byte) (0xF0 | (codePoint >> 18));
            target[next++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            target[next++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            target[next++] = (byte) (0x80 | (codePoint & 0x3F));
        }
        return next;
    }

    private static int unicodeEscape(byte[] bytes, int at, int to) {
        int first = hexadecimal(bytes, at + 2, to);
        if (first < 0) {
            return pack('\\', 1);
        }
        boolean mayBePair = Character.isHighSurrogate((char) first)
                && at + 8 <= to
                && bytes[at + 6] == '\\'
                && bytes[at + 7] == 'u';
        int second = mayBePair ? hexadecimal(bytes, at + 8, to) : -1;
        return second >= 0 && Character.isLowSurrogate((char) second)
                ? pack(Character.toCodePoint((char) first, (char) second), 12)
                : pack(first, 6);
    }

    private static int pack(int codePoint, int length) {
        return (codePoint << LENGTH_BITS) | length;
    }
}
