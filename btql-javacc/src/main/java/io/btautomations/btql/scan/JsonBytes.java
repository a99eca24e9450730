package io.btautomations.btql.scan;

/** The smallest parts of JSON text. */
final class JsonBytes {

    /** Answer where the text does not follow the grammar. */
    static final int MALFORMED = -1;

    private static final long COMMAS = Swar.repeat(',');
    private static final long CLOSINGS = Swar.repeat('}');
    private static final long FOLD = Swar.repeat(0x20);

    private JsonBytes() {}

    static boolean isWhitespace(byte value) {
        return value == ' ' || value == '\t' || value == '\n' || value == '\r';
    }

    /** Index of the first byte from {@code at} that is no white space, or {@code to}. */
    static int skipWhitespace(byte[] bytes, int at, int to) {
        int next = at;
        while (next < to && isWhitespace(bytes[next])) {
            next++;
        }
        return next;
    }

    /** Index of the last byte up to {@code at} that is no white space, or {@code from - 1}. */
    static int skipWhitespaceBackward(byte[] bytes, int at, int from) {
        int next = at;
        while (next >= from && isWhitespace(bytes[next])) {
            next--;
        }
        return next;
    }

    /**
     * Index of the first byte from {@code at} that can follow a literal or number, or {@code to}; {@code to} is padded.
     */
    static int scalarEnd(byte[] bytes, int at, int to) {
        for (int next = at; next < to; next += Swar.BYTES) {
            long word = Swar.load(bytes, next);
            long ends = Swar.equalUpToFirst(word, COMMAS)
                    | Swar.equalUpToFirst(word | FOLD, CLOSINGS)
                    | Swar.belowUpToFirst(word, ' ' + 1);
            if (ends != 0) {
                return Math.min(to, next + Swar.first(ends));
            }
        }
        return to;
    }

    /**
     * Index of the first byte of the literal or number whose last byte is at {@code at}, which is above {@code from}.
     */
    static int scalarStart(byte[] bytes, int at, int from) {
        int next = at;
        while (next > from && bytes[next] > ' ' && bytes[next] != ':') {
            next--;
        }
        return next + 1;
    }

    /** The kind of the literal or number at {@code [from, to)}, {@link ValueKind#MISSING} if it is neither. */
    static ValueKind scalarKind(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == 4 && startsWith(bytes, from, 'n', 'u', 'l') && bytes[from + 3] == 'l') {
            return ValueKind.NULL;
        }
        if (length == 4 && startsWith(bytes, from, 't', 'r', 'u') && bytes[from + 3] == 'e') {
            return ValueKind.TRUE;
        }
        if (length == 5 && startsWith(bytes, from, 'f', 'a', 'l') && bytes[from + 3] == 's' && bytes[from + 4] == 'e') {
            return ValueKind.FALSE;
        }
        return isNumber(bytes, from, to) ? ValueKind.NUMBER : ValueKind.MISSING;
    }

    static boolean isNumber(byte[] bytes, int from, int to) {
        int at = from < to && bytes[from] == '-' ? from + 1 : from;
        int integerEnd = digitsEnd(bytes, at, to);
        if (integerEnd == at || (bytes[at] == '0' && integerEnd > at + 1)) {
            return false;
        }
        at = integerEnd;
        if (at < to && bytes[at] == '.') {
            int fractionEnd = digitsEnd(bytes, at + 1, to);
            if (fractionEnd == at + 1) {
                return false;
            }
            at = fractionEnd;
        }
        if (at < to && (bytes[at] | 0x20) == 'e') {
            boolean isSigned = at + 1 < to && (bytes[at + 1] == '+' || bytes[at + 1] == '-');
            int exponent = isSigned ? at + 2 : at + 1;
            at = digitsEnd(bytes, exponent, to);
            if (at == exponent) {
                return false;
            }
        }
        return at == to;
    }

    private static int digitsEnd(byte[] bytes, int at, int to) {
        int next = at;
        while (next < to && bytes[next] >= '0' && bytes[next] <= '9') {
            next++;
        }
        return next;
    }

    private static boolean startsWith(byte[] bytes, int at, char first, char second, char third) {
        return bytes[at] == first && bytes[at + 1] == second && bytes[at + 2] == third;
    }
}
