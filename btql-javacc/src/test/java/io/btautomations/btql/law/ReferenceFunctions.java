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
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    private final Instant now;
    private final ZoneOffset offset;

    ReferenceFunctions(Instant now, ZoneOffset offset) {
        this.now = now;
        this.offset = offset;
    }

    private static Map<Object, Object> vectorKeys(Map<?, ?> facets) {
        Map<Object, Object> keys = new LinkedHashMap<>();
        facets.forEach((facet, models) -> {
            if (models instanceof Map<?, ?> vectors) {
                keys.put(facet, new ArrayList<Object>(vectors.keySet()));
            }
        });
        return keys;
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
            case "vector" ->
                a.get(0) instanceof String
                                || (a.get(0) instanceof List<?> list
                                        && list.stream().allMatch(BigDecimal.class::isInstance))
                        ? a.get(0)
                        : null;
            case "vector_keys" -> a.get(0) instanceof Map<?, ?> facets ? vectorKeys(facets) : null;
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
        if (!(a.get(0) instanceof String text)
                || !(a.get(1) instanceof BigDecimal start)
                || !ReferenceArithmetic.isInteger(start)) {
            return null;
        }
        BigDecimal end = BigDecimal.valueOf(Long.MAX_VALUE);
        if (a.size() == 3) {
            if (!(a.get(2) instanceof BigDecimal length)
                    || !ReferenceArithmetic.isInteger(length)
                    || length.signum() < 0) {
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
        if (!(json instanceof String text)
                || !(key instanceof String name)
                || !text.strip().startsWith("{")) {
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
                || !ReferenceArithmetic.isInteger(precision)) {
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
            when text.strip().matches("-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?") -> decimal(text.strip());
            case null, default -> null;
        };
    }

    /** The number of a token; the nearest finite double where its exponent is beyond what decimals know. */
    private static BigDecimal decimal(String token) {
        try {
            return new BigDecimal(token);
        } catch (NumberFormatException exponentBeyondInt) {
            return BigDecimal.valueOf(Math.clamp(Double.parseDouble(token), -Double.MAX_VALUE, Double.MAX_VALUE));
        }
    }

    private static boolean isWithinTime(BigDecimal seconds) {
        return seconds.abs().compareTo(BigDecimal.valueOf(10_000_000_000_000L)) <= 0;
    }

    private static Object toDateTime(Object value) {
        if (value instanceof BigDecimal seconds) {
            return isWithinTime(seconds)
                    ? ReferenceArithmetic.shifted(Instant.EPOCH, new Span(0, seconds.setScale(9, RoundingMode.FLOOR)))
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
        return ReferenceArithmetic.span(Long.parseLong(words[0]), words[1].replaceAll("s$", ""));
    }
}
