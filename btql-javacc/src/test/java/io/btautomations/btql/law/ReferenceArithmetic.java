package io.btautomations.btql.law;

import io.btautomations.btql.law.ReferenceValues.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Numbers, times and intervals of the reference interpreter, calculated as plainly as possible. */
final class ReferenceArithmetic {

    private static final BigDecimal DAY = BigDecimal.valueOf(86_400);

    private ReferenceArithmetic() {}

    private static BigDecimal number(long value) {
        return BigDecimal.valueOf(value);
    }

    /** Null for a word that is no unit, and for what no 64-bit number of seconds holds. */
    static Span span(long amount, String unit) {
        BigDecimal count = number(amount);
        BigDecimal seconds = switch (unit) {
            case "year", "month" -> BigDecimal.ZERO;
            case "day" -> count.multiply(DAY);
            case "hour" -> count.multiply(number(3_600));
            case "minute" -> count.multiply(number(60));
            case "second" -> count;
            case "millisecond" -> count.movePointLeft(3);
            case "microsecond" -> count.movePointLeft(6);
            default -> null;
        };
        if (seconds == null || seconds.abs().compareTo(number(Long.MAX_VALUE)) > 0) {
            return null;
        }
        return new Span(unit.equals("year") ? 12 * amount : unit.equals("month") ? amount : 0, seconds);
    }

    static boolean isInteger(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    private static boolean isExact(BigDecimal number) {
        return isInteger(number) && number.precision() - (long) number.scale() <= 1_000;
    }

    private static Object finite(double value) {
        return Double.isFinite(value) ? BigDecimal.valueOf(value) : null;
    }

    static Object arithmetic(String sign, Object left, Object right) {
        if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
            return numbers(sign, a, b);
        }
        return switch (sign) {
            case "+" -> right instanceof Span || !(left instanceof Span) ? plus(left, right) : plus(right, left);
            case "-" -> minus(left, right);
            default -> null;
        };
    }

    private static Object numbers(String sign, BigDecimal a, BigDecimal b) {
        boolean exact = isExact(a) && isExact(b);
        boolean byZero = b.signum() == 0;
        return switch (sign) {
            case "+" -> exact ? a.add(b) : finite(a.doubleValue() + b.doubleValue());
            case "-" -> exact ? a.subtract(b) : finite(a.doubleValue() - b.doubleValue());
            case "*" -> exact ? a.multiply(b) : finite(a.doubleValue() * b.doubleValue());
            case "/" -> byZero ? null : finite(a.doubleValue() / b.doubleValue());
            case "%" -> byZero ? null : exact ? a.remainder(b) : finite(a.doubleValue() % b.doubleValue());
            default -> throw new AssertionError(sign);
        };
    }

    private static Object plus(Object left, Object right) {
        if (!(right instanceof Span span)) {
            return null;
        }
        if (left instanceof Span other) {
            return new Span(other.months() + span.months(), other.seconds().add(span.seconds()));
        }
        return ReferenceValues.instant(left) instanceof Instant instant ? shifted(instant, span) : null;
    }

    private static Object minus(Object left, Object right) {
        if (right instanceof Span span) {
            return plus(left, new Span(-span.months(), span.seconds().negate()));
        }
        if ((left instanceof Instant || right instanceof Instant)
                && ReferenceValues.instant(left) instanceof Instant later
                && ReferenceValues.instant(right) instanceof Instant earlier) {
            return new Span(0, seconds(later).subtract(seconds(earlier)));
        }
        return null;
    }

    private static BigDecimal seconds(Instant instant) {
        return number(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9));
    }

    static Object shifted(Instant instant, Span span) {
        try {
            Instant moved = OffsetDateTime.ofInstant(instant, ZoneOffset.UTC)
                    .plusMonths(span.months())
                    .toInstant();
            BigDecimal second = seconds(moved).add(span.seconds());
            BigDecimal whole = second.setScale(0, RoundingMode.FLOOR);
            return Instant.ofEpochSecond(
                    whole.longValueExact(),
                    second.subtract(whole).movePointRight(9).longValueExact());
        } catch (java.time.DateTimeException | ArithmeticException beyondTime) {
            return null;
        }
    }
}
