package io.btautomations.btql.execute;

import io.btautomations.btql.value.JsonReader;
import io.btautomations.btql.value.JsonText;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.Value;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A row of a result. Immutable. */
public final class ResultRow {

    private final Optional<byte[]> source;
    private final Optional<SortedMap<String, Value>> values;

    private ResultRow(Optional<byte[]> source, Optional<SortedMap<String, Value>> values) {
        this.source = source;
        this.values = values;
    }

    static ResultRow of(SortedMap<String, Value> values) {
        return new ResultRow(Optional.empty(), Optional.of(Collections.unmodifiableSortedMap(values)));
    }

    /** A row that is returned as it was read. */
    static ResultRow unchanged(byte[] source) {
        return new ResultRow(Optional.of(source), Optional.empty());
    }

    /** The columns by name, in alphabetical order. */
    public SortedMap<String, Value> values() {
        return values.orElseGet(() -> source.flatMap(bytes -> JsonReader.read(bytes, 0, bytes.length))
                .map(value -> value instanceof ObjectValue object ? sorted(object) : noColumns())
                .orElseGet(ResultRow::noColumns));
    }

    private static SortedMap<String, Value> sorted(ObjectValue object) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(object.members()));
    }

    private static SortedMap<String, Value> noColumns() {
        return Collections.emptySortedMap();
    }

    /** The value of a column, null if the row has none of this name. */
    public Value value(String column) {
        return values().getOrDefault(column, NullValue.NULL);
    }

    /**
     * The row's bytes as they were read, if it is returned unchanged. A copy that the caller may keep but not change.
     */
    public Optional<byte[]> source() {
        return source;
    }

    /** The memory that this takes, by estimate. */
    long size() {
        return source.map(bytes -> (long) bytes.length)
                .orElseGet(() -> Retained.sizeOf(List.copyOf(values().values())));
    }

    /** The row as one JSON object without line breaks, its keys in alphabetical order. */
    public String toJson() {
        return JsonText.of(new ObjectValue(values()));
    }

    @Override
    public String toString() {
        return toJson();
    }
}
