package io.btautomations.btql.eval;

import io.btautomations.btql.row.SlotValues;
import io.btautomations.btql.scan.TextSearch;
import io.btautomations.btql.scan.ValueKind;
import io.btautomations.btql.value.Truth;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** A column in which a phrase stands: looks for the phrase's longest word before anything else. */
final class SliceMatch extends SliceCondition {

    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{Nd}]+");
    /** What the text of a number may hold, whatever the number looks like in the row. */
    private static final Pattern PART_OF_NUMBER = Pattern.compile("[0-9eE]*");

    private final TextSearch search;

    SliceMatch(int slot, String word, Condition general) {
        super(slot, general);
        this.search = TextSearch.of(word, true);
    }

    /** The longest word of {@code phrase} that cannot be a part of a number; empty if there is none. */
    static Optional<String> word(String phrase) {
        return SEPARATORS
                .splitAsStream(phrase)
                .filter(word -> !PART_OF_NUMBER.matcher(word).matches())
                .max(Comparator.comparingInt(String::length));
    }

    @Override
    Truth test(SlotValues values, int slot, ValueKind kind, Row row) {
        return switch (kind) {
            case STRING, ESCAPED_STRING, OBJECT, ARRAY ->
                search.isIn(values.bytes(), values.start(slot), values.end(slot)) ? general(row) : Truth.FALSE;
            case MISSING, NULL -> Truth.UNKNOWN;
            case FALSE, TRUE, NUMBER, SPREAD -> general(row);
        };
    }
}
