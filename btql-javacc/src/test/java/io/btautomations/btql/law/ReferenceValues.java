package io.btautomations.btql.law;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of the reference interpreter are plain Java: null, {@link Boolean}, {@link BigDecimal}, {@link String},
 * {@link Instant}, {@link Span}, {@link List}, {@link Map}, and {@link Spread} for a path through an array.
 */
final class ReferenceValues {

    private static final Pattern ISO = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)([Tt ](\\d\\d:\\d\\d)(:\\d\\d)?([.,]\\d+)? ?(Z|z|[+-]\\d\\d:?\\d\\d|[+-]\\d\\d)?)?");

    private ReferenceValues() {}

    /** A length of time. */
    record Span(long months, BigDecimal seconds) {

        Span {
            seconds = seconds.stripTrailingZeros();
        }

        BigDecimal length() {
            return BigDecimal.valueOf(months)
                    .multiply(BigDecimal.valueOf(30L * 24 * 60 * 60))
                    .add(seconds);
        }
    }

    /** What a path found behind the elements of an array. */
    record Spread(List<Object> elements) {}

    static Object of(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> members = new LinkedHashMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
            return members;
        }
        if (node.isArray()) {
            List<Object> elements = new ArrayList<>();
            node.forEach(element -> elements.add(of(element)));
            return elements;
        }
        if (node.isNumber()) {
            return node.decimalValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isTextual() ? node.textValue() : null;
    }

    static Object whole(Object value) {
        return value instanceof Spread spread ? spread.elements() : value;
    }

    /** Whether two values are the same, whatever the spelling of their numbers. */
    static boolean equal(Object a, Object b) {
        return rank(a) == rank(b)
                && switch (a) {
                    case null -> true;
                    case BigDecimal number -> number.compareTo((BigDecimal) b) == 0;
                    case Span span ->
                        span.months() == ((Span) b).months() && span.seconds().compareTo(((Span) b).seconds()) == 0;
                    case List<?> list -> {
                        List<?> other = (List<?>) b;
                        boolean same = list.size() == other.size();
                        for (int i = 0; same && i < list.size(); i++) {
                            same = equal(list.get(i), other.get(i));
                        }
                        yield same;
                    }
                    case Map<?, ?> map -> {
                        Map<?, ?> other = (Map<?, ?>) b;
                        yield map.keySet().equals(other.keySet())
                                && map.entrySet().stream()
                                        .allMatch(entry -> equal(entry.getValue(), other.get(entry.getKey())));
                    }
                    default -> a.equals(b);
                };
    }

    /** Numbers, strings, booleans, instants, intervals, arrays, objects, null. */
    static int rank(Object value) {
        return switch (value) {
            case null -> 7;
            case BigDecimal number -> 0;
            case String text -> 1;
            case Boolean bool -> 2;
            case Instant instant -> 3;
            case Span span -> 4;
            case Map<?, ?> map -> 6;
            default -> 5;
        };
    }

    /** The order of sorting. */
    static int order(Object left, Object right) {
        Object a = whole(left);
        Object b = whole(right);
        int byRank = Integer.compare(rank(a), rank(b));
        if (byRank != 0) {
            return byRank;
        }
        return switch (a) {
            case null -> 0;
            case BigDecimal number -> number.compareTo((BigDecimal) b);
            case String text ->
                Arrays.compareUnsigned(
                        text.getBytes(StandardCharsets.UTF_8), ((String) b).getBytes(StandardCharsets.UTF_8));
            case Boolean bool -> bool.compareTo((Boolean) b);
            case Instant instant -> instant.compareTo((Instant) b);
            case Span span -> span.length().compareTo(((Span) b).length());
            case List<?> list -> orderOfLists(list, (List<?>) b);
            case Map<?, ?> map -> orderOfLists(sortedEntries(map), sortedEntries((Map<?, ?>) b));
            default -> throw new AssertionError(a);
        };
    }

    private static int orderOfLists(List<?> a, List<?> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = order(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static List<Object> sortedEntries(Map<?, ?> map) {
        List<Object> entries = new ArrayList<>();
        new TreeMap<>(map).forEach((key, value) -> {
            entries.add(key);
            entries.add(value);
        });
        return entries;
    }

    /** The instant that a value is or spells, else null. */
    static Object instant(Object value) {
        return switch (value) {
            case Instant instant -> instant;
            case String text -> parse(text);
            case Spread spread -> {
                List<Object> found = new ArrayList<>();
                spread.elements().forEach(element -> found.add(instant(element)));
                found.removeIf(element -> element == null);
                yield found.isEmpty() ? null : new Spread(found);
            }
            case null, default -> null;
        };
    }

    private static Object parse(String text) {
        Matcher iso = ISO.matcher(text);
        boolean hasFractionWithoutSecond = iso.matches() && iso.group(5) != null && iso.group(4) == null;
        if (!iso.matches() || hasFractionWithoutSecond) {
            return null;
        }
        String time = iso.group(3) == null ? "00:00" : iso.group(3);
        String second = iso.group(4) == null ? ":00" : iso.group(4);
        String fraction = iso.group(5) == null ? "" : "." + iso.group(5).substring(1);
        String offset = iso.group(6) == null ? "Z" : iso.group(6).toUpperCase();
        if (offset.length() == 3) {
            offset += ":00";
        } else if (offset.length() == 5) {
            offset = offset.substring(0, 3) + ":" + offset.substring(3);
        }
        try {
            return OffsetDateTime.parse(iso.group(1) + "T" + time + second + fraction + offset)
                    .toInstant();
        } catch (DateTimeException noSuchTime) {
            return null;
        }
    }

    /** As JSON, but what JSON puts in quotes without them. */
    static String text(Object value) {
        return value instanceof String text ? text : json(value).replaceAll("^\"|\"$", "");
    }

    static String json(Object value) {
        return switch (value) {
            case null -> "null";
            case Boolean bool -> bool.toString();
            case BigDecimal number -> number(number);
            case String text -> quoted(text);
            case Instant instant -> quoted(instant.toString());
            case Span span -> quoted(iso(span));
            case Spread spread -> json(spread.elements());
            case List<?> list ->
                "[" + String.join(",", list.stream().map(ReferenceValues::json).toList()) + "]";
            case Map<?, ?> map ->
                "{"
                        + String.join(
                                ",",
                                map.entrySet().stream()
                                        .map(entry -> quoted((String) entry.getKey()) + ":" + json(entry.getValue()))
                                        .toList())
                        + "}";
            default -> throw new AssertionError(value);
        };
    }

    /** All digits, unless there were more than 21 before the point or five zeros after it. */
    static String number(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        int digitsBeforePoint = stripped.precision() - stripped.scale();
        boolean isPlain = digitsBeforePoint > -6 && (digitsBeforePoint <= 21 || stripped.scale() > 0);
        return isPlain ? stripped.toPlainString() : stripped.toString();
    }

    private static String iso(Span span) {
        BigDecimal whole = span.seconds().setScale(0, java.math.RoundingMode.FLOOR);
        java.time.Duration duration = java.time.Duration.ofSeconds(
                whole.longValueExact(),
                span.seconds().subtract(whole).movePointRight(9).longValueExact());
        if (span.months() == 0) {
            return duration.toString();
        }
        return "P" + span.months() + "M"
                + (duration.isZero() ? "" : duration.toString().substring(1));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char unit : text.toCharArray()) {
            int short_ = "\"\\\n\r\t".indexOf(unit);
            if (short_ >= 0) {
                quoted.append('\\').append("\"\\nrt".charAt(short_));
            } else if (unit < ' ') {
                quoted.append(String.format("\\u%04x", (int) unit));
            } else {
                quoted.append(unit);
            }
        }
        return quoted.append('"').toString();
    }
}
