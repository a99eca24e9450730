package io.btautomations.btql.function;

import io.btautomations.btql.value.ArrayValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.SpreadValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;

/**
 * What {@code MATCH} looks for: words in this order, next to each other, within one string or number. Words are runs of
 * letters and digits; everything else, also {@code _}, separates them. Case does not count. Immutable.
 */
public final class Phrase {

    /** The words in lower case, each followed by a space. */
    private final int[] points;

    private Phrase(int[] points) {
        this.points = points;
    }

    /** The phrase of the words in {@code text}. */
    public static Phrase of(String text) {
        StringBuilder words = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (Character.isLetterOrDigit(point)) {
                words.appendCodePoint(Character.toLowerCase(point));
            } else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        });
        if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
            words.append(' ');
        }
        return new Phrase(words.codePoints().toArray());
    }

    /** Whether the phrase stands in {@code value}, itself or anywhere within it; keys are not searched. */
    public boolean isIn(Value value) {
        return switch (value) {
            case TextValue text -> isIn(text.text());
            case NumberValue number -> isIn(number.toString());
            case ArrayValue array -> array.elements().stream().anyMatch(this::isIn);
            case SpreadValue spread -> spread.elements().stream().anyMatch(this::isIn);
            case ObjectValue object -> object.members().values().stream().anyMatch(this::isIn);
            default -> false;
        };
    }

    /** Whether the phrase stands in {@code text}; a phrase without words stands nowhere. */
    public boolean isIn(String text) {
        if (points.length == 0) {
            return false;
        }
        boolean atWordStart = true;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            boolean isWord = Character.isLetterOrDigit(point);
            if (isWord && atWordStart && startsAt(text, at)) {
                return true;
            }
            atWordStart = !isWord;
            at += Character.charCount(point);
        }
        return false;
    }

    private boolean startsAt(String text, int start) {
        int at = start;
        for (int expected : points) {
            if (expected == ' ') {
                if (at < text.length() && Character.isLetterOrDigit(text.codePointAt(at))) {
                    return false;
                }
                at = skipSeparators(text, at);
            } else {
                if (at >= text.length()) {
                    return false;
                }
                int point = text.codePointAt(at);
                if (point != expected && Character.toLowerCase(point) != expected) {
                    return false;
                }
                at += Character.charCount(point);
            }
        }
        return true;
    }

    private static int skipSeparators(String text, int from) {
        int at = from;
        while (at < text.length() && !Character.isLetterOrDigit(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }
}
