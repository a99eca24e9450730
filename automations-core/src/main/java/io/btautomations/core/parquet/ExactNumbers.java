package io.btautomations.core.parquet;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/** Reads JSON numbers that a 64-bit float holds exactly as written. */
final class ExactNumbers {

    private static final int CERTAINLY_EXACT_DIGITS = 15;
    private static final int MOST_CHARACTERS = 40;
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private ExactNumbers() {}

    /** The float that means just the number that is written there; empty if there is none. */
    static OptionalDouble read(byte[] bytes, int from, int to) {
        if (to - from > MOST_CHARACTERS) {
            return OptionalDouble.empty();
        }
        if (to - from <= CERTAINLY_EXACT_DIGITS + 1) {
            double plain = plain(bytes, from, to);
            if (!Double.isNaN(plain)) {
                return OptionalDouble.of(plain);
            }
        }
        return read(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }

    /** The float that means just the number of this text; empty if there is none. */
    static OptionalDouble read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(text);
        boolean exact = text.length() <= CERTAINLY_EXACT_DIGITS && text.indexOf('e') < 0 && text.indexOf('E') < 0
                || Double.isFinite(value) && isWritten(text, Double.toString(value));
        return exact ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** Whether both are the same number; mostly they are the same text. */
    private static boolean isWritten(String text, String shortest) {
        return text.equals(shortest) || new BigDecimal(text).compareTo(new BigDecimal(shortest)) == 0;
    }

    /** A number of at most fifteen digits without exponent: one rounding of two exact floats. NaN if it is none. */
    private static double plain(byte[] bytes, int from, int to) {
        boolean negative = bytes[from] == '-';
        long digits = 0;
        int count = 0;
        int point = -1;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
                count++;
            } else if (bytes[i] == '.' && point < 0) {
                point = i;
            } else {
                return Double.NaN;
            }
        }
        if (count == 0 || count > CERTAINLY_EXACT_DIGITS) {
            return Double.NaN;
        }
        double value = point < 0 ? digits : digits / POWERS[to - point - 1];
        return negative ? -value : value;
    }
}
