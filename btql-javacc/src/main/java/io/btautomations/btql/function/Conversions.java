package io.btautomations.btql.function;

import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.BooleanValue;
import io.btautomations.btql.value.InstantValue;
import io.btautomations.btql.value.IntervalValue;
import io.btautomations.btql.value.JsonText;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The functions that turn a value into one of another type. What cannot be turned is null. */
final class Conversions {

    private static final Pattern JSON_NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern INTERVAL = Pattern.compile("(-?[0-9]{1,15})\\s+([a-z]+?)s?");
    private static final double MOST_SECONDS = 1e13;
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

    static final List<ScalarFunction> ALL = List.of(
            ScalarFunction.of("to_string", "to_string(value)", 1, 1, BtqlType.TEXT, unary(Conversions::toText)),
            ScalarFunction.of("to_boolean", "to_boolean(value)", 1, 1, BtqlType.BOOLEAN, unary(Conversions::toBoolean)),
            ScalarFunction.of("to_integer", "to_integer(value)", 1, 1, BtqlType.NUMBER, unary(Conversions::toInteger)),
            ScalarFunction.of("to_number", "to_number(value)", 1, 1, BtqlType.NUMBER, unary(Conversions::toNumber)),
            ScalarFunction.of(
                    "to_date",
                    "to_date(value)",
                    1,
                    1,
                    BtqlType.DATETIME,
                    (arguments, context) -> toDate(arguments.getFirst(), context.offset())),
            ScalarFunction.of(
                    "to_datetime", "to_datetime(value)", 1, 1, BtqlType.DATETIME, unary(Conversions::toDateTime)),
            ScalarFunction.of(
                    "to_interval", "to_interval(value)", 1, 1, BtqlType.INTERVAL, unary(Conversions::toInterval)));

    private Conversions() {}

    private static ScalarFunction.Body unary(UnaryOperator<Value> conversion) {
        return (arguments, context) -> conversion.apply(arguments.getFirst());
    }

    /** Strings stay, everything else but null is spelled as JSON spells it, without quotes. */
    static Value toText(Value value) {
        return value.isNull() ? value : new TextValue(JsonText.unquoted(value));
    }

    private static Value toBoolean(Value value) {
        return switch (value) {
            case BooleanValue bool -> bool;
            case NumberValue number -> BooleanValue.of(!number.equals(NumberValue.of(0)));
            case TextValue text ->
                switch (text.text().strip().toLowerCase(Locale.ROOT)) {
                    case "true", "1" -> BooleanValue.TRUE;
                    case "false", "0" -> BooleanValue.FALSE;
                    default -> NullValue.NULL;
                };
            default -> NullValue.NULL;
        };
    }

    static Value toNumber(Value value) {
        return switch (value) {
            case NumberValue number -> number;
            case BooleanValue bool -> NumberValue.of(bool.value() ? 1 : 0);
            case TextValue text -> parseNumber(text.text().strip());
            default -> NullValue.NULL;
        };
    }

    private static Value parseNumber(String text) {
        return JSON_NUMBER.matcher(text).matches() ? NumberValue.parse(text) : NullValue.NULL;
    }

    /** Digits after the point are dropped. */
    private static Value toInteger(Value value) {
        if (!(toNumber(value) instanceof NumberValue number)) {
            return NullValue.NULL;
        }
        if (number.isInteger()) {
            return number;
        }
        return number.exact().precision() <= number.exact().scale()
                ? NumberValue.of(0)
                : NumberValue.of(number.exact().setScale(0, RoundingMode.DOWN));
    }

    /** Strings are ISO 8601, numbers are seconds since 1970. */
    static Value toDateTime(Value value) {
        return value instanceof NumberValue number ? ofEpochSeconds(number) : Comparisons.toInstant(value);
    }

    private static Value ofEpochSeconds(NumberValue seconds) {
        if (Math.abs(seconds.approximate()) > MOST_SECONDS) {
            return NullValue.NULL;
        }
        Duration sinceEpoch = duration(seconds);
        return new InstantValue(Instant.ofEpochSecond(sinceEpoch.getSeconds(), sinceEpoch.getNano()));
    }

    private static Duration duration(NumberValue seconds) {
        BigDecimal nanos = seconds.exact().multiply(NANOS).setScale(0, RoundingMode.FLOOR);
        BigDecimal[] parts = nanos.divideAndRemainder(NANOS);
        return Duration.ofSeconds(parts[0].longValue(), parts[1].longValue());
    }

    private static Value toDate(Value value, ZoneOffset offset) {
        return toDateTime(value) instanceof InstantValue instant
                ? new InstantValue(DateTimes.truncate(instant.instant(), DateTimes.CalendarUnit.DAY, offset))
                : NullValue.NULL;
    }

    /** Numbers are seconds; strings are a whole number and a unit, such as {@code 7 day} or {@code 7 days}. */
    private static Value toInterval(Value value) {
        return switch (value) {
            case IntervalValue interval -> interval;
            case NumberValue number
            when Math.abs(number.approximate()) <= MOST_SECONDS -> new IntervalValue(0, duration(number));
            case TextValue text -> parseInterval(text.text().strip().toLowerCase(Locale.ROOT));
            default -> NullValue.NULL;
        };
    }

    private static Value parseInterval(String text) {
        Matcher matcher = INTERVAL.matcher(text);
        if (!matcher.matches()) {
            return NullValue.NULL;
        }
        return interval(Long.parseLong(matcher.group(1)), matcher.group(2));
    }

    /** {@code amount} of a unit named by a word in the singular; null for a word that names none. */
    private static Value interval(long amount, String unit) {
        try {
            return switch (unit) {
                case "year" -> new IntervalValue(Math.multiplyExact(12L, amount), Duration.ZERO);
                case "month" -> new IntervalValue(amount, Duration.ZERO);
                case "day" -> new IntervalValue(0, Duration.ofDays(amount));
                case "hour" -> new IntervalValue(0, Duration.ofHours(amount));
                case "minute" -> new IntervalValue(0, Duration.ofMinutes(amount));
                case "second" -> new IntervalValue(0, Duration.ofSeconds(amount));
                case "millisecond" -> new IntervalValue(0, Duration.ofMillis(amount));
                case "microsecond" -> new IntervalValue(0, Duration.of(amount, ChronoUnit.MICROS));
                default -> NullValue.NULL;
            };
        } catch (ArithmeticException tooLong) {
            return NullValue.NULL;
        }
    }
}
