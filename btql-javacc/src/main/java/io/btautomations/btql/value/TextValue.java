package io.btautomations.btql.value;

/** A string. */
public record TextValue(String text) implements Value {

    /** Order by Unicode code point, which is also the order of the UTF-8 bytes. */
    public int compareTo(TextValue other) {
        return compare(text, other.text);
    }

    /** Order of two strings by Unicode code point. */
    public static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Integer.compare(codePointRank(a), codePointRank(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Puts surrogates behind the rest of the basic plane, where the characters that they spell belong. */
    private static int codePointRank(char unit) {
        return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
    }
}
