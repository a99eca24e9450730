package io.btautomations.btql.value;

import java.util.List;
import java.util.Map;

/** Spells values as JSON text, without white space; instants and intervals become strings. */
public final class JsonText {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private JsonText() {}

    /** {@code value} as JSON text. */
    public static String of(Value value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    /**
     * Appends {@code value} as JSON text. Unpaired surrogates are written as escapes, so that the text is valid UTF-8.
     */
    public static void append(StringBuilder out, Value value) {
        switch (value) {
            case NullValue none -> out.append("null");
            case BooleanValue bool -> out.append(bool.value());
            case NumberValue number -> out.append(number);
            case TextValue text -> appendString(out, text.text());
            case ArrayValue array -> appendArray(out, array.elements());
            case SpreadValue spread -> appendArray(out, spread.elements());
            case ObjectValue object -> appendObject(out, object.members());
            case InstantValue instant -> appendString(out, IsoTime.format(instant.instant()));
            case IntervalValue interval -> appendString(out, spell(interval));
        }
    }

    /** {@code value} as JSON text, but what JSON would put in quotes without them. */
    public static String unquoted(Value value) {
        return switch (value) {
            case TextValue text -> text.text();
            case InstantValue instant -> IsoTime.format(instant.instant());
            case IntervalValue interval -> spell(interval);
            default -> of(value);
        };
    }

    /** An interval as ISO 8601 spells it, for example {@code P1M} or {@code PT36H}. */
    public static String spell(IntervalValue interval) {
        if (interval.months() == 0) {
            return interval.duration().toString();
        }
        String months = "P" + interval.months() + "M";
        return interval.duration().isZero()
                ? months
                : months + interval.duration().toString().substring(1);
    }

    private static void appendArray(StringBuilder out, List<Value> elements) {
        out.append('[');
        String separator = "";
        for (Value element : elements) {
            out.append(separator);
            append(out, element);
            separator = ",";
        }
        out.append(']');
    }

    private static void appendObject(StringBuilder out, Map<String, Value> members) {
        out.append('{');
        String separator = "";
        for (Map.Entry<String, Value> member : members.entrySet()) {
            out.append(separator);
            appendString(out, member.getKey());
            out.append(':');
            append(out, member.getValue());
            separator = ",";
        }
        out.append('}');
    }

    /** Appends {@code text} as a JSON string with its quotes. */
    public static void appendString(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (unit < ' ' || isUnpaired(text, i)) {
                        appendEscape(out, unit);
                    } else {
                        out.append(unit);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isUnpaired(String text, int index) {
        char unit = text.charAt(index);
        if (Character.isHighSurrogate(unit)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(unit) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }

    private static void appendEscape(StringBuilder out, char unit) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX[unit >> shift & 0xF]);
        }
    }
}
