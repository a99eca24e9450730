package io.btautomations.btql.scan;

/** One character beyond ASCII in UTF-8 (RFC 3629). */
final class Utf8Sequence {

    private Utf8Sequence() {}

    /** Length of the sequence at {@code at} that encodes a character from U+0080; 0 if none is there. */
    static int length(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        if (first >= 0xC2 && first <= 0xDF) {
            return areContinuations(bytes, at + 1, 1, to) ? 2 : 0;
        }
        if (first >= 0xE0 && first <= 0xEF) {
            return areContinuations(bytes, at + 1, 2, to) && isThreeByteStart(first, bytes[at + 1] & 0xFF) ? 3 : 0;
        }
        if (first >= 0xF0 && first <= 0xF4) {
            return areContinuations(bytes, at + 1, 3, to) && isFourByteStart(first, bytes[at + 1] & 0xFF) ? 4 : 0;
        }
        return 0;
    }

    /** The character that the sequence of {@code length} bytes at {@code at} encodes; {@code length} is 2 to 4. */
    static int codePoint(byte[] bytes, int at, int length) {
        int codePoint = bytes[at] & (0x7F >> length);
        for (int i = at + 1; i < at + length; i++) {
            codePoint = (codePoint << 6) | (bytes[i] & 0x3F);
        }
        return codePoint;
    }

    private static boolean areContinuations(byte[] bytes, int at, int count, int to) {
        if (at + count > to) {
            return false;
        }
        for (int i = at; i < at + count; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Neither longer than needed nor a surrogate. */
    private static boolean isThreeByteStart(int first, int second) {
        return (first != 0xE0 || second >= 0xA0) && (first != 0xED || second <= 0x9F);
    }

    /** Neither longer than needed nor beyond U+10FFFF. */
    private static boolean isFourByteStart(int first, int second) {
        return (first != 0xF0 || second >= 0x90) && (first != 0xF4 || second <= 0x8F);
    }
}
