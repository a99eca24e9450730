package io.btautomations.core.source.live;

import io.btautomations.core.query.KeyRange;
import java.util.Optional;

/**
 * What a run of a live log reads.
 *
 * @param keys from where to where; nothing for the whole result of a query
 * @param isEmpty whether there is known to be nothing in it
 */
record ApiPortion(Optional<KeyRange> keys, boolean isEmpty) {

    private static final String EMPTY = " empty";
    private static final String WHOLE = "whole result";

    /** The whole result of a query. */
    static final ApiPortion WHOLE_RESULT = new ApiPortion(Optional.empty(), false);

    static ApiPortion of(KeyRange keys, boolean isEmpty) {
        return new ApiPortion(Optional.of(keys), isEmpty);
    }

    /** @throws IllegalArgumentException if the text is none */
    static ApiPortion parse(String text) {
        if (text.equals(WHOLE)) {
            return WHOLE_RESULT;
        }
        boolean isEmpty = text.endsWith(EMPTY);
        String range = isEmpty ? text.substring(0, text.length() - EMPTY.length()) : text;
        return of(KeyRange.parse(range), isEmpty);
    }

    /** From where to where; there must be such. */
    KeyRange required() {
        return keys.orElseThrow(() -> new IllegalStateException("the plan is of a whole result, the query is not"));
    }

    @Override
    public String toString() {
        return keys.map(range -> range + (isEmpty ? EMPTY : "")).orElse(WHOLE);
    }
}
