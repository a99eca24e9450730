package io.btautomations.btql.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A number with one representation for each mathematical value, so that equality of records is equality of numbers. A
 * binary double stands for the shortest decimal that reads back as that double.
 *
 * <p>An integer of any size and a decimal of any precision compare exactly. A number token of more than
 * {@value #MAXIMUM_EXACT_LENGTH} characters is taken as its nearest double, at most the largest finite one.
 */
public sealed interface NumberValue extends Value, Comparable<NumberValue> {

    /** Longest number token, in characters, that keeps all its digits. */
    int MAXIMUM_EXACT_LENGTH = 1_000;

    /** Every number with at most this many significant decimal digits survives a normal double unchanged. */
    int DIGITS_SAFE_IN_DOUBLE = 15;

    /** Doubles up to this hold every integer. */
    double LARGEST_DENSE_DOUBLE = 0x1p53;

    /** The integer {@code value}. */
    static NumberValue of(long value) {
        return new LongValue(value);
    }

    /** The shortest decimal that reads as {@code value}, which must be finite. */
    static NumberValue of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not a number of JSON: " + value);
        }
        if (value == Math.rint(value)) {
            if (Math.abs(value) <= LARGEST_DENSE_DOUBLE) {
                return new LongValue((long) value);
            }
            if (Math.abs(value) < 0x1p63) {
                return of(BigDecimal.valueOf(value));
            }
        }
        return new DoubleValue(value);
    }

    /** The exact decimal {@code value}. */
    static NumberValue of(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        long integerDigits = (long) stripped.precision() - stripped.scale();
        if (stripped.scale() <= 0 && integerDigits <= 19) {
            BigInteger integer = stripped.toBigInteger();
            if (integer.bitLength() < Long.SIZE) {
                return new LongValue(integer.longValue());
            }
        }
        double nearest = stripped.doubleValue();
        if (Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(stripped) == 0) {
            return new DoubleValue(nearest);
        }
        return new DecimalValue(stripped);
    }

    /**
     * The number that a JSON number token spells.
     *
     * @throws NumberFormatException if {@code token} is no number
     */
    static NumberValue parse(String token) {
        int length = token.length();
        if (length <= 18 && isPlainInteger(token)) {
            return new LongValue(Long.parseLong(token));
        }
        if (length <= DIGITS_SAFE_IN_DOUBLE + 1) {
            double value = Double.parseDouble(token);
            if (Math.abs(value) < Double.MIN_NORMAL || Double.isInfinite(value)) {
                return exact(token);
            }
            return of(value);
        }
        return length <= MAXIMUM_EXACT_LENGTH ? exact(token) : nearest(token);
    }

    private static NumberValue exact(String token) {
        try {
            return of(new BigDecimal(token));
        } catch (NumberFormatException exponentBeyondInt) {
            return nearest(token);
        }
    }

    private static NumberValue nearest(String token) {
        double value = Double.parseDouble(token);
        return of(Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE));
    }

    private static boolean isPlainInteger(String token) {
        int first = token.startsWith("-") ? 1 : 0;
        for (int i = first; i < token.length(); i++) {
            if (token.charAt(i) < '0' || token.charAt(i) > '9') {
                return false;
            }
        }
        return token.length() > first;
    }

    /** The mathematical value. May have an exponent of up to ten digits: do not expand it. */
    BigDecimal exact();

    /** The nearest double; infinite if there is none. */
    double approximate();

    /** Whether this is a whole number. */
    boolean isInteger();

    /** Order of the mathematical values. */
    @Override
    default int compareTo(NumberValue other) {
        if (this instanceof LongValue left && other instanceof LongValue right) {
            return Long.compare(left.value, right.value);
        }
        if (this instanceof DoubleValue left && other instanceof DoubleValue right) {
            return Double.compare(left.value, right.value);
        }
        if (this instanceof LongValue left && other instanceof DoubleValue right && left.isDense()) {
            return Double.compare(left.value, right.value);
        }
        if (this instanceof DoubleValue left && other instanceof LongValue right && right.isDense()) {
            return Double.compare(left.value, right.value);
        }
        return exact().compareTo(other.exact());
    }

    /** An integer from -2^63 to 2^63-1; every such number is one of these. */
    record LongValue(long value) implements NumberValue {

        private boolean isDense() {
            return Math.abs(value) <= (long) LARGEST_DENSE_DOUBLE && value != Long.MIN_VALUE;
        }

        @Override
        public BigDecimal exact() {
            return BigDecimal.valueOf(value);
        }

        @Override
        public double approximate() {
            return value;
        }

        @Override
        public boolean isInteger() {
            return true;
        }

        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** A number that is no {@link LongValue} and is the shortest decimal of a double. */
    record DoubleValue(double value) implements NumberValue {

        @Override
        public BigDecimal exact() {
            return BigDecimal.valueOf(value);
        }

        @Override
        public double approximate() {
            return value;
        }

        @Override
        public boolean isInteger() {
            return value == Math.rint(value);
        }

        @Override
        public String toString() {
            return spell(exact().stripTrailingZeros());
        }
    }

    /** Any other number, without trailing zeros. */
    record DecimalValue(BigDecimal exact) implements NumberValue {

        @Override
        public double approximate() {
            return exact.doubleValue();
        }

        @Override
        public boolean isInteger() {
            return exact.scale() <= 0;
        }

        @Override
        public String toString() {
            return spell(exact);
        }
    }

    private static String spell(BigDecimal stripped) {
        long exponent = (long) stripped.precision() - stripped.scale();
        return exponent > -6 && (exponent <= 21 || stripped.scale() > 0)
                ? stripped.toPlainString()
                : stripped.toString();
    }
}
