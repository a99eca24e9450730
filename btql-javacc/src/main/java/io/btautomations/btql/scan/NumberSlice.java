package io.btautomations.btql.scan;

import java.nio.charset.StandardCharsets;

/**
 * Numbers as they stand in JSON text. Every {@code [from, to)} must hold a number by the grammar of JSON, such as a
 * slot of {@link ValueKind#NUMBER}.
 */
public final class NumberSlice {

    /** Most digits that always fit a {@code long}. */
    static final int DIGITS_IN_LONG = 18;

    /** The powers of ten that a double holds exactly. */
    private static final double[] EXACT_POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final long LARGEST_DENSE_INTEGER = 1L << 53;
    /** Beyond every exponent that a text in memory can make up for. */
    private static final long HUGE_EXPONENT = 1L << 40;
    /** Order of magnitude of zero: below that of every other number. */
    private static final long ZERO = Long.MIN_VALUE;

    private NumberSlice() {}

    /**
     * Whether the number has neither fraction nor exponent and at most 18 digits, so that {@link #toLong} may be asked.
     */
    public static boolean isShortInteger(byte[] bytes, int from, int to) {
        int first = isNegative(bytes, from) ? from + 1 : from;
        if (to - first > DIGITS_IN_LONG) {
            return false;
        }
        for (int at = first; at < to; at++) {
            if (!isDigit(bytes[at])) {
                return false;
            }
        }
        return true;
    }

    /** Whether the number has no exponent and at most 18 digits and signs. */
    public static boolean isPlain(byte[] bytes, int from, int to) {
        if (to - from > DIGITS_IN_LONG) {
            return false;
        }
        for (int at = from; at < to; at++) {
            if (isExponentMark(bytes[at])) {
                return false;
            }
        }
        return true;
    }

    /** The value of a short integer. */
    public static long toLong(byte[] bytes, int from, int to) {
        boolean isNegative = isNegative(bytes, from);
        long value = 0;
        for (int at = isNegative ? from + 1 : from; at < to; at++) {
            value = value * 10 + (bytes[at] - '0');
        }
        return isNegative ? -value : value;
    }

    /** The nearest double; infinite where the number is beyond the largest one. */
    public static double toDouble(byte[] bytes, int from, int to) {
        boolean isNegative = isNegative(bytes, from);
        long mantissa = 0;
        int fractionDigits = 0;
        int at = isNegative ? from + 1 : from;
        boolean isShort = to - at <= DIGITS_IN_LONG;
        int point = to;
        for (; isShort && at < to; at++) {
            byte value = bytes[at];
            if (value == '.') {
                point = at;
            } else if (isDigit(value)) {
                mantissa = mantissa * 10 + (value - '0');
                fractionDigits = at > point ? at - point : 0;
            } else {
                break;
            }
        }
        boolean isExact = isShort && at == to && mantissa <= LARGEST_DENSE_INTEGER;
        if (isExact) {
            double value = mantissa / EXACT_POWERS_OF_TEN[fractionDigits];
            return isNegative ? -value : value;
        }
        return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }

    /** Compares the mathematical values of two numbers, exactly: negative, zero or positive as of a comparator. */
    public static int compare(byte[] left, int leftFrom, int leftTo, byte[] right, int rightFrom, int rightTo) {
        int leftSign = sign(left, leftFrom, leftTo);
        int rightSign = sign(right, rightFrom, rightTo);
        if (leftSign != rightSign || leftSign == 0) {
            return Integer.compare(leftSign, rightSign);
        }
        int magnitudes = Long.compare(magnitude(left, leftFrom, leftTo), magnitude(right, rightFrom, rightTo));
        int order = magnitudes != 0 ? magnitudes : compareDigits(left, leftFrom, leftTo, right, rightFrom, rightTo);
        return leftSign * order;
    }

    static boolean isNegative(byte[] bytes, int from) {
        return bytes[from] == '-';
    }

    static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    private static int sign(byte[] bytes, int from, int to) {
        boolean isZero = firstSignificant(bytes, from, to) == to;
        return isZero ? 0 : isNegative(bytes, from) ? -1 : 1;
    }

    /** Index of the first digit that is not 0, {@code to} if there is none. */
    private static int firstSignificant(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (isExponentMark(bytes[at])) {
                return to;
            }
            if (bytes[at] >= '1' && bytes[at] <= '9') {
                return at;
            }
        }
        return to;
    }

    /** The power of ten of the first digit that is not 0. */
    private static long magnitude(byte[] bytes, int from, int to) {
        int first = firstSignificant(bytes, from, to);
        if (first == to) {
            return ZERO;
        }
        int mantissaEnd = first;
        int point = -1;
        for (int at = from; at < first; at++) {
            point = bytes[at] == '.' ? at : point;
        }
        while (mantissaEnd < to && !isExponentMark(bytes[mantissaEnd])) {
            point = bytes[mantissaEnd] == '.' ? mantissaEnd : point;
            mantissaEnd++;
        }
        int unit = point < 0 ? mantissaEnd : point;
        int power = first < unit ? unit - first - 1 : unit - first;
        return power + exponent(bytes, mantissaEnd, to);
    }

    private static long exponent(byte[] bytes, int mark, int to) {
        if (mark == to) {
            return 0;
        }
        boolean isSigned = !isDigit(bytes[mark + 1]);
        long exponent = 0;
        for (int at = isSigned ? mark + 2 : mark + 1; at < to; at++) {
            exponent = Math.min(HUGE_EXPONENT, exponent * 10 + (bytes[at] - '0'));
        }
        return isSigned && bytes[mark + 1] == '-' ? -exponent : exponent;
    }

    /** Compares the digits from the first that is not 0, as if both numbers were of the same magnitude. */
    private static int compareDigits(byte[] left, int leftFrom, int leftTo, byte[] right, int rightFrom, int rightTo) {
        int leftAt = firstSignificant(left, leftFrom, leftTo);
        int rightAt = firstSignificant(right, rightFrom, rightTo);
        while (leftAt < leftTo || rightAt < rightTo) {
            int leftDigit = leftAt < leftTo ? left[leftAt] : '0';
            int rightDigit = rightAt < rightTo ? right[rightAt] : '0';
            if (leftDigit != rightDigit) {
                return Integer.compare(leftDigit, rightDigit);
            }
            leftAt = nextDigit(left, leftAt, leftTo);
            rightAt = nextDigit(right, rightAt, rightTo);
        }
        return 0;
    }

    private static int nextDigit(byte[] bytes, int at, int to) {
        int next = at + 1;
        if (next < to && bytes[next] == '.') {
            next++;
        }
        return next >= to || isExponentMark(bytes[next]) ? to : next;
    }

    private static boolean isExponentMark(byte value) {
        return (value | 0x20) == 'e';
    }
}
