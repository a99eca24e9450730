package io.btautomations.btql.diagnostic;

import io.btautomations.btql.source.SourceSpan;

/**
 * A line of a text, or the part of a long line around a place, and a line of carets to be shown under it.
 *
 * @param line what is to be read, control characters replaced, tabs kept
 * @param carets spaces, and carets under the place; a tab under each tab, two columns under a wide character
 */
record Excerpt(String line, String carets) {

    private static final int LONGEST_LINE = 120;
    private static final int CONTEXT = 60;
    private static final String ELLIPSIS = "…";

    static Excerpt of(String text, SourceSpan line, SourceSpan marked) {
        int from = line.start();
        int to = line.end();
        if (to - from > LONGEST_LINE) {
            from = Math.max(from, boundary(text, marked.start() - CONTEXT));
            to = Math.min(to, boundary(text, Math.max(from + LONGEST_LINE, marked.start() + 1)));
        }
        StringBuilder shown = new StringBuilder();
        StringBuilder carets = new StringBuilder();
        if (from > line.start()) {
            shown.append(ELLIPSIS);
            carets.append(' ');
        }
        int index = from;
        while (index < to) {
            int character = text.codePointAt(index);
            shown.appendCodePoint(visible(character));
            boolean within = index >= marked.start() && index < marked.end();
            carets.append(character == '\t' && !within ? "\t" : (within ? "^" : " ").repeat(width(character)));
            index += Character.charCount(character);
        }
        if (to < line.end()) {
            shown.append(ELLIPSIS);
        }
        if (carets.indexOf("^") < 0) {
            carets.append('^');
        }
        return new Excerpt(shown.toString(), carets.toString().stripTrailing());
    }

    /** The offset, or the one before it if it would cut a character in two. */
    private static int boundary(String text, int offset) {
        boolean within = offset > 0
                && offset < text.length()
                && Character.isLowSurrogate(text.charAt(offset))
                && Character.isHighSurrogate(text.charAt(offset - 1));
        return within ? offset - 1 : offset;
    }

    private static int visible(int character) {
        boolean control = Character.isISOControl(character) && character != '\t';
        boolean lone = Character.getType(character) == Character.SURROGATE;
        return control || lone ? '·' : character;
    }

    /** Columns of a terminal that a character takes. */
    private static int width(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(character) ? 2 : 1;
    }

    private static boolean isWide(int character) {
        return character >= 0x1100
                && (character <= 0x115F
                        || (character >= 0x2E80 && character <= 0xA4CF && character != 0x303F)
                        || (character >= 0xAC00 && character <= 0xD7A3)
                        || (character >= 0xF900 && character <= 0xFAFF)
                        || (character >= 0xFE30 && character <= 0xFE6F)
                        || (character >= 0xFF00 && character <= 0xFF60)
                        || (character >= 0xFFE0 && character <= 0xFFE6)
                        || (character >= 0x1F300 && character <= 0x1FAFF)
                        || (character >= 0x20000 && character <= 0x3FFFD));
    }
}
