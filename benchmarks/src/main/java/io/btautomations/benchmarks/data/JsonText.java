package io.btautomations.benchmarks.data;

/** JSON text under construction, without white space. */
final class JsonText {

    private static final String HEXADECIMAL = "0123456789abcdef";
    private static final char LAST_ASCII = '~';

    private final StringBuilder text = new StringBuilder();
    private boolean escapesBeyondAscii;

    /** Begins a new text. */
    void reset(boolean escapeBeyondAscii) {
        text.setLength(0);
        escapesBeyondAscii = escapeBeyondAscii;
    }

    /** Adds a piece as it is. */
    JsonText raw(String piece) {
        text.append(piece);
        return this;
    }

    /** Adds a member's key, after a comma unless it is the first of its object. */
    JsonText key(String name) {
        return comma().raw("\"").raw(name).raw("\":");
    }

    /** Adds a comma unless a container was just opened. */
    JsonText comma() {
        char last = text.isEmpty() ? '{' : text.charAt(text.length() - 1);
        return last == '{' || last == '[' ? this : raw(",");
    }

    /** Adds a string. */
    JsonText string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            character(value.charAt(i));
        }
        text.append('"');
        return this;
    }

    private void character(char value) {
        switch (value) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\t' -> text.append("\\t");
            default -> {
                if (value > LAST_ASCII && escapesBeyondAscii) {
                    text.append("\\u");
                    for (int shift = 12; shift >= 0; shift -= 4) {
                        text.append(HEXADECIMAL.charAt((value >> shift) & 15));
                    }
                } else {
                    text.append(value);
                }
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
