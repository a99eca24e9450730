package io.btautomations.btql.law;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.btautomations.btql.law.ReferenceValues.Span;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Arithmetic and functions of the reference interpreter, written from the language's page, as plainly as possible. */
final class ReferenceFunctions {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final BigDecimal DAY = BigDecimal.valueOf(86_400);

    private final Instant now;
    private final ZoneOffset offset;

    ReferenceFunctions(Instant now, ZoneOffset offset) {
        this.now = now;
        this.offset = offset;
    }

    Object call(String name, List<Object> a) {
        return switch (name) {
            case "now", "current_timestamp" -> now;
            case "current_date" -> truncate(now, "day", 1);
            case "second", "minute", "hour", "day", "week", "month", "year" -> truncate(a.get(0), name, 1);
            case "date_trunc" -> dateTrunc((String) a.get(0), a.get(1));
            case "lower" -> a.get(0) instanceof String text ? text.toLowerCase(Locale.ROOT) : null;
            case "upper" -> a.get(0) instanceof String text ? text.toUpperCase(Locale.ROOT) : null;
            case "concat" ->
                String.join(
                        "",
                        a.stream()
                                .filter(Objects::nonNull)
                                .map(ReferenceValues::text)
                                .toList());
            case "length" ->
                a.get(0) instanceof String text ? number(text.codePoints().count()) : null;
            case "len" ->
                switch (a.get(0)) {
                    case String text -> number(text.codePoints().count());
                    case List<?> list -> number(list.size());
                    case Map<?, ?> map -> number(map.size());
                    case null, default -> null;
                };
            case "substring" -> substring(a);
            case "json_extract" -> jsonExtract(a.get(0), a.get(1));
            case "coalesce" -> a.stream().filter(Objects::nonNull).findFirst().orElse(null);
            case "least" ->
                a.stream().filter(Objects::nonNull).min(ReferenceValues::order).orElse(null);
            case "greatest" -> {
                List<Object> present =
                        new ArrayList<>(a.stream().filter(Objects::nonNull).toList());
                yield present.isEmpty()
                        ? null
                        : present.stream()
                                .reduce((x, y) -> ReferenceValues.order(y, x) > 0 ? y : x)
                                .orElseThrow();
            }
            case "round" -> round(a.get(0), a.size() == 1 ? BigDecimal.ZERO : a.get(1));
            case "to_string" -> a.get(0) == null ? null : ReferenceValues.text(a.get(0));
            case "to_boolean" -> toBoolean(a.get(0));
            case "to_number" -> toNumber(a.get(0));
            case "to_integer" ->
                toNumber(a.get(0)) instanceof BigDecimal number ? number.setScale(0, RoundingMode.DOWN) : null;
            case "to_datetime" -> toDateTime(a.get(0));
            case "to_date" -> truncate(toDateTime(a.get(0)), "day", 1);
            case "to_interval" -> toInterval(a.get(0));
            default -> throw new AssertionError("the reference knows no function " + name);
        };
    }

    private static BigDecimal number(long value) {
        return BigDecimal.valueOf(value);
    }

    private Object dateTrunc(String unit, Object time) {
        String[] words = unit.split(" ");
        return words.length == 1
                ? truncate(time, unit, 1)
                : truncate(time, words[1].replaceAll("s$", "") + "s", Long.parseLong(words[0]));
    }

    private Object truncate(Object value, String unit, long count) {
        if (!(ReferenceValues.instant(value) instanceof Instant instant)) {
            return null;
        }
        LocalDateTime local = instant.atOffset(offset).toLocalDateTime();
        LocalDateTime day = local.truncatedTo(ChronoUnit.DAYS);
        LocalDateTime start = switch (unit) {
            case "second" -> local.withNano(0);
            case "minute" -> local.withNano(0).withSecond(0);
            case "hour" -> local.truncatedTo(ChronoUnit.HOURS);
            case "day" -> day;
            case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "month" -> day.with(TemporalAdjusters.firstDayOfMonth());
            case "year" -> day.with(TemporalAdjusters.firstDayOfYear());
            default -> multiple(local, unit, count);
        };
        return start.toInstant(offset);
    }

    private static LocalDateTime multiple(LocalDateTime local, String unit, long count) {
        BigInteger length = BigInteger.valueOf(count
                * switch (unit) {
                    case "seconds" -> 1;
                    case "minutes" -> 60;
                    case "hours" -> 3_600;
                    case "days" -> 86_400;
                    default -> throw new AssertionError(unit);
                });
        BigInteger second = BigInteger.valueOf(local.toEpochSecond(ZoneOffset.UTC));
        BigInteger boundary = second.subtract(second.mod(length));
        return LocalDateTime.ofEpochSecond(boundary.longValueExact(), 0, ZoneOffset.UTC);
    }

    private static Object substring(List<Object> a) {
        if (!(a.get(0) instanceof String text) || !(a.get(1) instanceof BigDecimal start) || !isInteger(start)) {
            return null;
        }
        BigDecimal end = BigDecimal.valueOf(Long.MAX_VALUE);
        if (a.size() == 3) {
            if (!(a.get(2) instanceof BigDecimal length) || !isInteger(length) || length.signum() < 0) {
                return null;
            }
            end = start.add(length);
        }
        StringBuilder kept = new StringBuilder();
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            BigDecimal position = number(i + 1L);
            if (position.compareTo(start) >= 0 && position.compareTo(end) < 0) {
                kept.appendCodePoint(points[i]);
            }
        }
        return kept.toString();
    }

    private static Object jsonExtract(Object json, Object key) {
        if (!(json instanceof String text) || !(key instanceof String name)) {
            return null;
        }
        try {
            JsonNode member = MAPPER.readTree(text).get(name);
            return member == null ? null : ReferenceValues.of(member);
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    private static Object round(Object value, Object digits) {
        if (!(value instanceof BigDecimal number)
                || !(digits instanceof BigDecimal precision)
                || !isInteger(precision)) {
            return null;
        }
        if (precision.abs().compareTo(number(1_000)) > 0) {
            return precision.signum() > 0 ? number : BigDecimal.ZERO;
        }
        return number.setScale(precision.intValueExact(), RoundingMode.HALF_UP);
    }

    private static Object toBoolean(Object value) {
        return switch (value) {
            case Boolean bool -> bool;
            case BigDecimal number -> number.signum() != 0;
            case String text when List.of("true", "1").contains(text.strip().toLowerCase(Locale.ROOT)) -> true;
            case String text when List.of("false", "0").contains(text.strip().toLowerCase(Locale.ROOT)) -> false;
            case null, default -> null;
        };
    }

    private static Object toNumber(Object value) {
        return switch (value) {
            case BigDecimal number -> number;
            case Boolean bool -> bool ? BigDecimal.ONE : BigDecimal.ZERO;
            case String text
            when text.strip().matches("-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?") -> new BigDecimal(text.strip());
            case null, default -> null;
        };
    }

    private static boolean isWithinTime(BigDecimal seconds) {
        return seconds.abs().compareTo(BigDecimal.valueOf(10_000_000_000_000L)) <= 0;
    }

    private static Object toDateTime(Object value) {
        if (value instanceof BigDecimal seconds) {
            return isWithinTime(seconds)
                    ? shifted(Instant.EPOCH, new Span(0, seconds.setScale(9, RoundingMode.FLOOR)))
                    : null;
        }
        return ReferenceValues.instant(value);
    }

    private static Object toInterval(Object value) {
        if (value instanceof BigDecimal seconds) {
            return isWithinTime(seconds) ? new Span(0, seconds.setScale(9, RoundingMode.FLOOR)) : null;
        }
        if (!(value instanceof String text) || !text.strip().matches("-?\\d{1,15}\\s+[A-Za-z]+")) {
            return value instanceof Span ? value : null;
        }
        String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+");
        return span(Long.parseLong(words[0]), words[1].replaceAll("s$", ""));
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

    // ------------------------------------------------------------------------------------------------ arithmetic

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

    private static Object shifted(Instant instant, Span span) {
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

    // ------------------------------------------------------------------------------------------------------ texts

    /** Tries every way to fit. */
    static boolean like(int[] text, int at, int[] pattern, int from, boolean ignoreCase) {
        if (from == pattern.length) {
            return at == text.length;
        }
        int point = pattern[from];
        if (point == '%') {
            return like(text, at, pattern, from + 1, ignoreCase)
                    || at < text.length && like(text, at + 1, pattern, from, ignoreCase);
        }
        if (at == text.length) {
            return false;
        }
        if (point == '_') {
            return like(text, at + 1, pattern, from + 1, ignoreCase);
        }
        int next = from + 1;
        if (point == '\\' && next < pattern.length && "%_\\".indexOf(pattern[next]) >= 0) {
            point = pattern[next++];
        }
        boolean same = point == text[at]
                || ignoreCase
                        && Character.toLowerCase(Character.toUpperCase(point))
                                == Character.toLowerCase(Character.toUpperCase(text[at]));
        return same && like(text, at + 1, pattern, next, ignoreCase);
    }

    /** Whether the words of the phrase stand next to each other in one string or number within the value. */
    static boolean match(Object value, String phrase) {
        return switch (value) {
            case String text -> !words(phrase).isEmpty() && Collections.indexOfSubList(words(text), words(phrase)) >= 0;
            case BigDecimal number -> match(ReferenceValues.number(number), phrase);
            case List<?> list -> list.stream().anyMatch(element -> match(element, phrase));
            case Map<?, ?> map -> map.values().stream().anyMatch(member -> match(member, phrase));
            case ReferenceValues.Spread spread -> match(spread.elements(), phrase);
            case null, default -> false;
        };
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>(List.of(text.split("[^\\p{L}\\p{Nd}]+")));
        words.removeIf(String::isEmpty);
        words.replaceAll(word -> word.toLowerCase(Locale.ROOT));
        return words;
    }
}
