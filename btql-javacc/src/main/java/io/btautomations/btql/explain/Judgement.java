package io.btautomations.btql.explain;

import io.btautomations.btql.value.Truth;
import io.btautomations.btql.value.Value;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a condition says of one row, and why.
 *
 * @param condition in canonical spelling
 * @param truth of the condition on the row
 * @param values what the row holds at the places that the condition reads, by their spelling; empty if parts say so
 * @param parts the conditions that it is put together of, in the order of the text; each is looked at, also where the
 *     others decide
 */
public record Judgement(String condition, Truth truth, SortedMap<String, Value> values, List<Judgement> parts) {

    public Judgement {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        parts = List.copyOf(parts);
    }
}
