package io.btautomations.engine.query;

import io.btautomations.btql.value.JsonText;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.text.BreakIterator;
import java.util.Locale;

/**
 * Text in cells of a terminal: how wide it is, and how it is cut. What would steer the terminal is shown as escapes.
 */
final class CellText {

    static final String ELLIPSIS = "\u2026";

    private static final int EMOJI_VARIATION = 0xFE0F;
    private static final int[][] WIDE = {
        {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0x33FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xA000, 0xA4CF},
        {0xA960, 0xA97F}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}
    };

    private CellText() {}

    /** A value on one line; of a long one no more than {@code longest} code units are looked at. */
    static String of(Value value, int longest) {
        String text = value instanceof TextValue plain ? plain.text() : JsonText.of(value);
        return visible(text.length() <= longest ? text : text.substring(0, longest) + ELLIPSIS);
    }

    /** The text with escapes in the place of line ends, control characters, and what turns the direction of text. */
    static String visible(String text) {
        if (text.chars().noneMatch(unit -> unit < ' ' || unit >= 0x7F)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(point -> appendVisible(visible, point));
        return visible.toString();
    }

    private static void appendVisible(StringBuilder visible, int point) {
        switch (point) {
            case '\n' -> visible.append("\\n");
            case '\r' -> visible.append("\\r");
            case '\t' -> visible.append("\\t");
            default -> {
                if (isHidden(point)) {
                    visible.append(String.format(Locale.ROOT, "\\u%04x", point));
                } else {
                    visible.appendCodePoint(point);
                }
            }
        }
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> point != 0x200D && point != 0x200C && point < 0xE0000;
            default -> false;
        };
    }

    /** Columns of the terminal that a visible text takes. */
    static int width(String text) {
        if (isAscii(text)) {
            return text.length();
        }
        int width = 0;
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int start = characters.first();
        for (int end = characters.next(); end != BreakIterator.DONE; end = characters.next()) {
            width += characterWidth(text, start, end);
            start = end;
        }
        return width;
    }

    /** The text, or as much of its beginning as fits with an ellipsis in {@code width} columns. */
    static String fit(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        int taken = 0;
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int start = characters.first();
        for (int end = characters.next(); end != BreakIterator.DONE; end = characters.next()) {
            int next = characterWidth(text, start, end);
            if (taken + next > width - 1) {
                break;
            }
            taken += next;
            start = end;
        }
        return text.substring(0, start) + ELLIPSIS;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(unit -> unit < 0x80);
    }

    /** What a reader sees as one character is as wide as its widest part. */
    private static int characterWidth(String text, int start, int end) {
        return text.substring(start, end)
                .codePoints()
                .map(point -> point == EMOJI_VARIATION ? 2 : width(point))
                .max()
                .orElse(0);
    }

    private static int width(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> Character.isEmojiPresentation(point) || isWide(point) ? 2 : 1;
        };
    }

    private static boolean isWide(int point) {
        for (int[] range : WIDE) {
            if (point >= range[0] && point <= range[1]) {
                return true;
            }
        }
        return false;
    }
}
