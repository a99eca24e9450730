package io.btautomations.btql.function;

import io.btautomations.btql.value.InstantValue;
import io.btautomations.btql.value.IntervalValue;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.NumberValue.LongValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * {@code + - * / %} and unary minus. Whole numbers are exact, other numbers are doubles. Null is the answer for null,
 * for operands that do not go together, for a division by zero, and where no finite number or representable instant is
 * the answer.
 */
public final class Arithmetics {

    /** Beyond this many digits whole numbers are calculated as doubles. */
    private static final int MAXIMUM_DIGITS = 1_000;

    private Arithmetics() {}

    /** Numbers, an instant and an interval, or two intervals. */
    public static Value add(Value left, Value right) {
        if (left instanceof NumberValue a && right instanceof NumberValue b) {
            return addNumbers(a, b);
        }
        if (left instanceof IntervalValue a && right instanceof IntervalValue b) {
            return addIntervals(a, b);
        }
        if (right instanceof IntervalValue interval) {
            return shift(left, interval);
        }
        if (left instanceof IntervalValue interval) {
            return shift(right, interval);
        }
        return NullValue.NULL;
    }

    /** Numbers, an instant minus an interval, two intervals, or two instants, whose difference is an interval. */
    public static Value subtract(Value left, Value right) {
        if (left instanceof NumberValue a && right instanceof NumberValue b) {
            return subtractNumbers(a, b);
        }
        if (right instanceof IntervalValue interval) {
            return add(left, negate(interval));
        }
        if (left instanceof InstantValue || right instanceof InstantValue) {
            return difference(Comparisons.toInstant(left), Comparisons.toInstant(right));
        }
        return NullValue.NULL;
    }

    /** Numbers. */
    public static Value multiply(Value left, Value right) {
        if (!(left instanceof NumberValue a) || !(right instanceof NumberValue b)) {
            return NullValue.NULL;
        }
        if (a instanceof LongValue x && b instanceof LongValue y) {
            long high = Math.multiplyHigh(x.value(), y.value());
            long low = x.value() * y.value();
            if (high == low >> Long.SIZE - 1) {
                return NumberValue.of(low);
            }
        }
        return isExact(a) && isExact(b)
                ? NumberValue.of(a.exact().multiply(b.exact()))
                : finite(a.approximate() * b.approximate());
    }

    /** Numbers; {@code 1 / 2} is 0.5. */
    public static Value divide(Value left, Value right) {
        if (!(left instanceof NumberValue a) || !(right instanceof NumberValue b) || isZero(b)) {
            return NullValue.NULL;
        }
        return finite(a.approximate() / b.approximate());
    }

    /** Numbers; the remainder has the sign of the dividend. */
    public static Value modulo(Value left, Value right) {
        if (!(left instanceof NumberValue a) || !(right instanceof NumberValue b) || isZero(b)) {
            return NullValue.NULL;
        }
        if (a instanceof LongValue x && b instanceof LongValue y) {
            return NumberValue.of(y.value() == -1 ? 0 : x.value() % y.value());
        }
        return isExact(a) && isExact(b)
                ? NumberValue.of(a.exact().remainder(b.exact()))
                : finite(a.approximate() % b.approximate());
    }

    /** A number or an interval. */
    public static Value negate(Value operand) {
        return switch (operand) {
            case NumberValue number -> subtractNumbers(NumberValue.of(0), number);
            case IntervalValue interval -> negateInterval(interval);
            default -> NullValue.NULL;
        };
    }

    /** The number rounded to {@code precision} digits after the point, halves away from zero. */
    static Value round(NumberValue number, int precision) {
        if (number.isInteger() && precision >= 0) {
            return number;
        }
        if (Math.abs(precision) > MAXIMUM_DIGITS || number.exact().scale() > MAXIMUM_DIGITS) {
            return precision > 0 ? number : NumberValue.of(0);
        }
        BigDecimal rounded = number.exact().setScale(precision, RoundingMode.HALF_UP);
        return NumberValue.of(rounded);
    }

    private static Value addNumbers(NumberValue a, NumberValue b) {
        if (a instanceof LongValue x && b instanceof LongValue y) {
            long sum = x.value() + y.value();
            if (((x.value() ^ sum) & (y.value() ^ sum)) >= 0) {
                return NumberValue.of(sum);
            }
        }
        return isExact(a) && isExact(b)
                ? NumberValue.of(a.exact().add(b.exact()))
                : finite(a.approximate() + b.approximate());
    }

    private static Value subtractNumbers(NumberValue a, NumberValue b) {
        if (a instanceof LongValue x && b instanceof LongValue y) {
            long difference = x.value() - y.value();
            if (((x.value() ^ y.value()) & (x.value() ^ difference)) >= 0) {
                return NumberValue.of(difference);
            }
        }
        return isExact(a) && isExact(b)
                ? NumberValue.of(a.exact().subtract(b.exact()))
                : finite(a.approximate() - b.approximate());
    }

    private static boolean isExact(NumberValue number) {
        return number.isInteger()
                && (long) number.exact().precision() - number.exact().scale() <= MAXIMUM_DIGITS;
    }

    private static boolean isZero(NumberValue number) {
        return number instanceof LongValue integer && integer.value() == 0;
    }

    private static Value finite(double result) {
        return Double.isFinite(result) ? NumberValue.of(result) : NullValue.NULL;
    }

    private static Value addIntervals(IntervalValue a, IntervalValue b) {
        try {
            return new IntervalValue(
                    Math.addExact(a.months(), b.months()), a.duration().plus(b.duration()));
        } catch (ArithmeticException tooLong) {
            return NullValue.NULL;
        }
    }

    private static Value negateInterval(IntervalValue interval) {
        try {
            return interval.negated();
        } catch (ArithmeticException tooLong) {
            return NullValue.NULL;
        }
    }

    private static Value shift(Value time, IntervalValue interval) {
        Value instant = time instanceof TextValue ? Comparisons.toInstant(time) : time;
        return instant instanceof InstantValue start ? DateTimes.plus(start.instant(), interval) : NullValue.NULL;
    }

    private static Value difference(Value left, Value right) {
        return left instanceof InstantValue later && right instanceof InstantValue earlier
                ? new IntervalValue(0, Duration.between(earlier.instant(), later.instant()))
                : NullValue.NULL;
    }
}
