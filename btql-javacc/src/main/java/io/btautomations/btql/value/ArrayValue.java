package io.btautomations.btql.value;

import java.util.List;

/** A JSON array. */
public record ArrayValue(List<Value> elements) implements Value {

    public ArrayValue {
        elements = List.copyOf(elements);
    }
}
