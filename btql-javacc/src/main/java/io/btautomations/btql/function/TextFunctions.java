package io.btautomations.btql.function;

import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.ArrayValue;
import io.btautomations.btql.value.JsonReader;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.NumberValue.LongValue;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Functions of strings, and of JSON within strings. */
final class TextFunctions {

    static final List<ScalarFunction> ALL = List.of(
            ScalarFunction.of(
                    "lower", "lower(string)", 1, 1, BtqlType.TEXT, mapping(text -> text.toLowerCase(Locale.ROOT))),
            ScalarFunction.of(
                    "upper", "upper(string)", 1, 1, BtqlType.TEXT, mapping(text -> text.toUpperCase(Locale.ROOT))),
            ScalarFunction.of(
                    "concat",
                    "concat(value, ...)",
                    1,
                    Integer.MAX_VALUE,
                    BtqlType.TEXT,
                    (arguments, context) -> concat(arguments)),
            ScalarFunction.of(
                    "length",
                    "length(string)",
                    1,
                    1,
                    BtqlType.NUMBER,
                    (arguments, context) ->
                            arguments.getFirst() instanceof TextValue text ? length(text) : NullValue.NULL),
            ScalarFunction.of(
                    "len", "len(array)", 1, 1, BtqlType.NUMBER, (arguments, context) -> len(arguments.getFirst())),
            ScalarFunction.of(
                    "substring",
                    "substring(string, start, length)",
                    2,
                    3,
                    BtqlType.TEXT,
                    (arguments, context) -> substring(arguments)),
            ScalarFunction.of(
                    "json_extract",
                    "json_extract(string, key)",
                    2,
                    2,
                    BtqlType.ANY,
                    (arguments, context) -> jsonExtract(arguments.get(0), arguments.get(1))));

    private TextFunctions() {}

    private static ScalarFunction.Body mapping(UnaryOperator<String> mapping) {
        return (arguments, context) -> arguments.getFirst() instanceof TextValue text
                ? new TextValue(mapping.apply(text.text()))
                : NullValue.NULL;
    }

    private static Value concat(List<Value> arguments) {
        StringBuilder joined = new StringBuilder();
        for (Value argument : arguments) {
            if (Conversions.toText(argument) instanceof TextValue text) {
                joined.append(text.text());
            }
        }
        return new TextValue(joined.toString());
    }

    private static Value length(TextValue text) {
        return NumberValue.of(text.text().codePointCount(0, text.text().length()));
    }

    private static Value len(Value value) {
        return switch (value) {
            case ArrayValue array -> NumberValue.of(array.elements().size());
            case TextValue text -> length(text);
            case ObjectValue object -> NumberValue.of(object.members().size());
            default -> NullValue.NULL;
        };
    }

    /** Characters are code points, counted from 1; a range that leaves the string is cut to it. */
    private static Value substring(List<Value> arguments) {
        if (!(arguments.get(0) instanceof TextValue text) || !(arguments.get(1) instanceof LongValue start)) {
            return NullValue.NULL;
        }
        long count = text.text().codePointCount(0, text.text().length());
        long from = Math.clamp(start.value() - 1, 0, count);
        long to = count;
        if (arguments.size() == 3) {
            if (!(arguments.get(2) instanceof LongValue length) || length.value() < 0) {
                return NullValue.NULL;
            }
            long wanted = Math.clamp(length.value(), 0, Integer.MAX_VALUE);
            to = Math.clamp(Math.clamp(start.value(), -(long) Integer.MAX_VALUE, count + 1) - 1 + wanted, from, count);
        }
        int begin = text.text().offsetByCodePoints(0, (int) from);
        int end = text.text().offsetByCodePoints(begin, (int) (to - from));
        return new TextValue(text.text().substring(begin, end));
    }

    /** The key is taken literally, dots and brackets are part of it. */
    private static Value jsonExtract(Value json, Value key) {
        if (!(json instanceof TextValue text) || !(key instanceof TextValue name)) {
            return NullValue.NULL;
        }
        return JsonReader.read(text.text())
                .map(value -> value instanceof ObjectValue object ? object.get(name.text()) : NullValue.NULL)
                .orElse(NullValue.NULL);
    }
}
