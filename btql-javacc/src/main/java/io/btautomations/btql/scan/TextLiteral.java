package io.btautomations.btql.scan;

import java.util.Arrays;

/**
 * A text that many strings in JSON text are compared with. Every {@code [from, to)} must hold a string with its quotes,
 * such as a slot of {@link ValueKind#STRING} or {@link ValueKind#ESCAPED_STRING}. Immutable and safe for use by several
 * threads.
 */
public final class TextLiteral {

    private final String text;
    private final byte[] bytes;

    private TextLiteral(String text) {
        this.text = text;
        this.bytes = EscapedText.encode(text);
    }

    /** The literal {@code text}. */
    public static TextLiteral of(String text) {
        return new TextLiteral(text);
    }

    /** Whether the string means this text. */
    public boolean equalsString(byte[] json, int from, int to) {
        int length = to - from - 2;
        if (length == bytes.length && Arrays.equals(json, from + 1, to - 1, bytes, 0, length)) {
            return !EscapedText.hasBackslash(bytes, 0, length);
        }
        return length > bytes.length
                && EscapedText.hasBackslash(json, from + 1, to - 1)
                && EscapedText.compareDecoded(json, from + 1, to - 1, bytes) == 0;
    }

    /**
     * Compares what the string means with this text, by code points.
     *
     * @return negative if the string comes first, zero if they are equal, else positive
     */
    public int compare(byte[] json, int from, int to) {
        return EscapedText.compareDecoded(json, from + 1, to - 1, bytes);
    }

    @Override
    public String toString() {
        return text;
    }
}
