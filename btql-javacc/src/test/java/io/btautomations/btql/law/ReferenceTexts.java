package io.btautomations.btql.law;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** LIKE and MATCH of the reference interpreter. */
final class ReferenceTexts {

    private ReferenceTexts() {}

    /** Tries every way to fit. */
    static boolean like(int[] text, int at, int[] pattern, int from, boolean ignoreCase) {
        if (from == pattern.length) {
            return at == text.length;
        }
        int point = pattern[from];
        if (point == '%') {
            return like(text, at, pattern, from + 1, ignoreCase)
                    || at < text.length && like(text, at + 1, pattern, from, ignoreCase);
        }
        if (at == text.length) {
            return false;
        }
        if (point == '_') {
            return like(text, at + 1, pattern, from + 1, ignoreCase);
        }
        int next = from + 1;
        if (point == '\\' && next < pattern.length && "%_\\".indexOf(pattern[next]) >= 0) {
            point = pattern[next++];
        }
        boolean same = point == text[at]
                || ignoreCase
                        && Character.toLowerCase(Character.toUpperCase(point))
                                == Character.toLowerCase(Character.toUpperCase(text[at]));
        return same && like(text, at + 1, pattern, next, ignoreCase);
    }

    /** Whether the words of the phrase stand next to each other in one string or number within the value. */
    static boolean match(Object value, String phrase) {
        return switch (value) {
            case String text -> !words(phrase).isEmpty() && Collections.indexOfSubList(words(text), words(phrase)) >= 0;
            case BigDecimal number -> match(ReferenceValues.number(number), phrase);
            case List<?> list -> list.stream().anyMatch(element -> match(element, phrase));
            case Map<?, ?> map -> map.values().stream().anyMatch(member -> match(member, phrase));
            case ReferenceValues.Spread spread -> match(spread.elements(), phrase);
            case null, default -> false;
        };
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>(List.of(text.split("[^\\p{L}\\p{Nd}]+")));
        words.removeIf(String::isEmpty);
        words.replaceAll(word -> word.toLowerCase(Locale.ROOT));
        return words;
    }
}
