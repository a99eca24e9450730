package io.btautomations.btql.scan;

import java.nio.charset.StandardCharsets;

/** A number that many numbers in JSON text are compared with. Immutable and safe for use by several threads. */
public final class NumberLiteral {

    private static final long[] POWERS_OF_TEN = powersOfTen();

    private final byte[] text;
    private final boolean isShort;
    private final long mantissa;
    private final int scale;

    private NumberLiteral(byte[] text) {
        this.text = text;
        int digits = 0;
        int fractionDigits = 0;
        long value = 0;
        boolean afterPoint = false;
        boolean plain = true;
        for (byte next : text) {
            if (NumberSlice.isDigit(next)) {
                digits++;
                fractionDigits += afterPoint ? 1 : 0;
                value = value * 10 + (next - '0');
            } else if (next == '.') {
                afterPoint = true;
            } else {
                plain &= next == '-';
            }
        }
        this.isShort = plain && digits <= NumberSlice.DIGITS_IN_LONG;
        this.mantissa = NumberSlice.isNegative(text, 0) ? -value : value;
        this.scale = fractionDigits;
    }

    /**
     * The number that {@code text} spells.
     *
     * @throws IllegalArgumentException if it is no number by the grammar of JSON
     */
    public static NumberLiteral of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!JsonBytes.isNumber(bytes, 0, bytes.length)) {
            throw new IllegalArgumentException("A number like 12 or -0.5e3 is needed, got '" + text + "'");
        }
        return new NumberLiteral(bytes);
    }

    /**
     * Compares the mathematical value of the number at {@code [from, to)} with this one, exactly.
     *
     * @return negative if the number in the text is less, zero if they are equal, else positive
     */
    public int compare(byte[] bytes, int from, int to) {
        boolean isNegative = NumberSlice.isNegative(bytes, from);
        int first = isNegative ? from + 1 : from;
        if (!isShort || to - first > NumberSlice.DIGITS_IN_LONG) {
            return compareExactly(bytes, from, to);
        }
        long value = 0;
        int point = to - 1;
        for (int at = first; at < to; at++) {
            byte next = bytes[at];
            if (NumberSlice.isDigit(next)) {
                value = value * 10 + (next - '0');
            } else if (next == '.') {
                point = at;
            } else {
                return compareExactly(bytes, from, to);
            }
        }
        return compareScaled(isNegative ? -value : value, to - 1 - point);
    }

    private int compareExactly(byte[] bytes, int from, int to) {
        return NumberSlice.compare(bytes, from, to, text, 0, text.length);
    }

    /** Compares {@code value / 10^valueScale} with this; both mantissas have at most 18 digits. */
    private int compareScaled(long value, int valueScale) {
        if (valueScale == scale) {
            return Long.compare(value, mantissa);
        }
        return valueScale < scale
                ? compareMultiple(value, POWERS_OF_TEN[scale - valueScale], mantissa)
                : -compareMultiple(mantissa, POWERS_OF_TEN[valueScale - scale], value);
    }

    /** Compares {@code factor * power} with {@code other}. */
    private static int compareMultiple(long factor, long power, long other) {
        long high = Math.multiplyHigh(factor, power);
        long low = factor * power;
        boolean fits = high == low >> 63;
        return fits ? Long.compare(low, other) : Long.signum(factor);
    }

    private static long[] powersOfTen() {
        long[] powers = new long[NumberSlice.DIGITS_IN_LONG + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    @Override
    public String toString() {
        return new String(text, StandardCharsets.UTF_8);
    }
}
