package io.btautomations.btql.law;

import io.btautomations.btql.law.ReferenceValues.Span;
import io.btautomations.btql.value.ArrayValue;
import io.btautomations.btql.value.BooleanValue;
import io.btautomations.btql.value.InstantValue;
import io.btautomations.btql.value.IntervalValue;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.SpreadValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The product's values as the reference's. */
final class ProductValues {

    private ProductValues() {}

    static Object plain(Value value) {
        return switch (value) {
            case NullValue none -> null;
            case BooleanValue bool -> bool == BooleanValue.TRUE;
            case NumberValue number -> number.exact();
            case TextValue text -> text.text();
            case InstantValue instant -> instant.instant();
            case IntervalValue interval ->
                new Span(
                        interval.months(),
                        BigDecimal.valueOf(interval.duration().getSeconds())
                                .add(BigDecimal.valueOf(interval.duration().getNano(), 9)));
            case ArrayValue array -> list(array.elements());
            case SpreadValue spread -> throw new AssertionError("no value of an expression: " + spread);
            case ObjectValue object -> {
                Map<String, Object> members = new LinkedHashMap<>();
                object.members().forEach((key, member) -> members.put(key, plain(member)));
                yield members;
            }
        };
    }

    private static List<Object> list(List<Value> elements) {
        List<Object> list = new ArrayList<>();
        elements.forEach(element -> list.add(plain(element)));
        return list;
    }
}
