package io.btautomations.btql.row;

import java.util.List;

/** The way from a row to a value through object keys; no keys at all means the row itself. */
public record FieldPath(List<String> keys) implements Comparable<FieldPath> {

    /** The row itself. */
    public static final FieldPath ROW = new FieldPath(List.of());

    public FieldPath {
        keys = List.copyOf(keys);
    }

    /** The path through {@code keys}. */
    public static FieldPath of(String... keys) {
        return new FieldPath(List.of(keys));
    }

    /** Whether this leads to {@code other} or to something that holds it. */
    public boolean isPrefixOf(FieldPath other) {
        return keys.size() <= other.keys.size() && keys.equals(other.keys.subList(0, keys.size()));
    }

    @Override
    public int compareTo(FieldPath other) {
        int common = Math.min(keys.size(), other.keys.size());
        for (int i = 0; i < common; i++) {
            int order = keys.get(i).compareTo(other.keys.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(keys.size(), other.keys.size());
    }

    /** The path as the language writes it, pieces quoted where they must be. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String key : keys) {
            if (!text.isEmpty()) {
                text.append('.');
            }
            if (key.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                text.append(key);
            } else {
                text.append('"').append(key.replace("\"", "\"\"")).append('"');
            }
        }
        return text.toString();
    }
}
