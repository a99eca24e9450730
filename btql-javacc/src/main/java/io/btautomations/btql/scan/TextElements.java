package io.btautomations.btql.scan;

/** Looks among the elements of arrays in JSON text. */
public final class TextElements {

    /** What is known of an array. */
    public enum Answer {
        /** A string among the elements is the one looked for. */
        FOUND,
        /** None is. */
        ABSENT,
        /** The array holds arrays or objects, or is malformed: someone else must look. */
        UNDECIDED
    }

    private TextElements() {}

    /** Whether a string directly within the array at {@code [from, to)}, its brackets included, is {@code wanted}. */
    public static Answer find(TextLiteral wanted, byte[] bytes, int from, int to) {
        int last = to - 1;
        int at = from + 1;
        while (at < last) {
            switch (bytes[at]) {
                case '"' -> {
                    int end = stringEnd(bytes, at, last);
                    if (end > last) {
                        return Answer.UNDECIDED;
                    }
                    if (wanted.equalsString(bytes, at, end)) {
                        return Answer.FOUND;
                    }
                    at = end;
                }
                case '[', '{', ']', '}' -> {
                    return Answer.UNDECIDED;
                }
                default -> at++;
            }
        }
        return Answer.ABSENT;
    }

    /** One past the closing quote of the string at {@code quote}; more than {@code last} if there is none. */
    private static int stringEnd(byte[] bytes, int quote, int last) {
        int at = quote + 1;
        while (at < last && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }
}
