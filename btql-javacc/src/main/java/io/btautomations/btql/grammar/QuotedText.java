package io.btautomations.btql.grammar;

/** What is meant by a quoted token. */
final class QuotedText {

    private QuotedText() {}

    /**
     * Text in single quotes: a doubled quote, and a backslash before a quote or a backslash, stand for the character
     * itself; any other backslash stays, for LIKE.
     */
    static String single(String token) {
        String body = token.substring(1, token.length() - 1);
        if (body.indexOf('\'') < 0 && body.indexOf('\\') < 0) {
            return body;
        }
        StringBuilder text = new StringBuilder(body.length());
        int index = 0;
        while (index < body.length()) {
            char character = body.charAt(index);
            if (character == '\''
                    || (character == '\\' && index + 1 < body.length() && isEscapable(body.charAt(index + 1)))) {
                index++;
            }
            text.append(body.charAt(index));
            index++;
        }
        return text.toString();
    }

    /**
     * Text or name in double quotes: a doubled quote stands for one, and the backslash escapes of JSON count; a
     * backslash before anything else stays.
     */
    static String twofold(String token) {
        String body = token.substring(1, token.length() - 1);
        if (body.indexOf('"') < 0 && body.indexOf('\\') < 0) {
            return body;
        }
        StringBuilder text = new StringBuilder(body.length());
        int index = 0;
        while (index < body.length()) {
            char character = body.charAt(index);
            if (character == '"') {
                text.append('"');
                index += 2;
            } else if (character == '\\' && index + 1 < body.length()) {
                index = escape(body, index, text);
            } else {
                text.append(character);
                index++;
            }
        }
        return text.toString();
    }

    /** A name in back quotes: a doubled back quote stands for one. */
    static String backward(String token) {
        return token.substring(1, token.length() - 1).replace("``", "`");
    }

    private static boolean isEscapable(char character) {
        return character == '\'' || character == '"' || character == '\\';
    }

    /** Appends what the escape at {@code index} stands for; the index after it. */
    private static int escape(String body, int index, StringBuilder text) {
        char escaped = body.charAt(index + 1);
        switch (escaped) {
            case '"', '\'', '\\', '/' -> text.append(escaped);
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'u' -> {
                if (isHexadecimal(body, index + 2)) {
                    text.append((char) Integer.parseInt(body, index + 2, index + 6, 16));
                    return index + 6;
                }
                text.append("\\u");
            }
            default -> text.append('\\').append(escaped);
        }
        return index + 2;
    }

    private static boolean isHexadecimal(String body, int from) {
        if (from + 4 > body.length()) {
            return false;
        }
        for (int index = from; index < from + 4; index++) {
            if (Character.digit(body.charAt(index), 16) < 0 || body.charAt(index) > 'f') {
                return false;
            }
        }
        return true;
    }
}
