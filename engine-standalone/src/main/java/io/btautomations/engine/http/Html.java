package io.btautomations.engine.http;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes a document whose structure no text can change: element names are ours, everything else is escaped. What comes
 * out is HTML and well-formed XML at once.
 */
final class Html {

    private static final char UNPRINTABLE = '\uFFFD';

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** @param attributes names and values in turn */
    Html open(String element, String... attributes) {
        begin(element, attributes);
        out.append('>');
        open.push(element);
        return this;
    }

    /** Ends the element that was opened last. */
    Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    Html text(String text) {
        escape(text, out);
        return this;
    }

    /** An element with nothing but text. */
    Html leaf(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** An element that never holds anything, such as {@code input}. */
    Html single(String element, String... attributes) {
        begin(element, attributes);
        out.append("/>");
        return this;
    }

    /** The whole document. */
    String document() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("elements are still open: " + open);
        }
        return "<!DOCTYPE html>\n" + out + "\n";
    }

    private void begin(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1], out);
            out.append('"');
        }
    }

    private static void escape(String text, StringBuilder out) {
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\r' -> out.append("&#13;");
                default -> out.appendCodePoint(isText(character) ? character : UNPRINTABLE);
            }
        });
    }

    private static boolean isText(int character) {
        boolean isControl =
                character < 0x20 && character != '\t' && character != '\n' || character >= 0x7F && character < 0xA0;
        boolean isSurrogate = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        boolean isNoCharacter = (character & 0xFFFE) == 0xFFFE || character >= 0xFDD0 && character <= 0xFDEF;
        return !isControl && !isSurrogate && !isNoCharacter;
    }
}
