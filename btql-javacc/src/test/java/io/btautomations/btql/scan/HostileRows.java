package io.btautomations.btql.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Rows that try to mislead a scanner: escapes, decoys in strings, duplicate and escaped keys, odd white space, numbers
 * of all forms, nesting, texts that end at any place of a block, and rows that were broken on purpose.
 */
public final class HostileRows {

    static final String[] KEYS = {
        "metadata",
        "scores",
        "tags",
        "input",
        "priority",
        "Factuality",
        "content",
        "user",
        "a\"b",
        "",
        "\\",
        "é",
        "😀",
        "metadat",
        "metadataa",
        "a-key-that-is-longer-than-three-words"
    };
    private static final String[] DECOYS = {
        "\\",
        "\"",
        "\\\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "x",
        "null",
        "\"metadata\":{\"priority\":0}",
        "é",
        "日",
        "😀",
        "\n",
        "/",
        " ",
        "\\\\",
        "\\\\\\",
        "],\"tags\":[",
        "\t",
        "\u0001",
        "hello",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
    };
    private static final String[] WORDS = {"x", "hello", "", "é", "😀"};
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "0.0",
        "1e3",
        "1E+3",
        "2.5e-7",
        "123456789012345678901234567890",
        "1e400",
        "-1e-400",
        "0.89999999999999991",
        "9223372036854775807",
        "9223372036854775808"
    };
    private static final byte[] NASTY = "\"\\{}[],: \t\r\nnul0-.e\u0000\u001f".getBytes(StandardCharsets.UTF_8);
    private static final int[] NOT_UTF_8 = {0x80, 0xC0, 0xC1, 0xED, 0xF5, 0xFF, 0xE2, 0xF0};

    private final SplittableRandom random;
    private byte[] bytes = new byte[1 << 10];
    private int length;

    public HostileRows(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The bytes of the current row, from 0 to {@link #length}. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Makes the next row. */
    public void next() {
        length = 0;
        whitespace();
        object(0);
        whitespace();
        if (random.nextInt(6) == 0) {
            damage();
        }
    }

    private void object(int depth) {
        put('{');
        whitespace();
        int members = random.nextInt(depth == 0 ? 7 : 4);
        for (int i = 0; i < members; i++) {
            if (i > 0) {
                put(',');
                whitespace();
            }
            string(random.nextInt(8) == 0 ? text(3) : KEYS[random.nextInt(KEYS.length)]);
            whitespace();
            put(':');
            whitespace();
            value(depth + 1);
            whitespace();
        }
        put('}');
    }

    private void array(int depth) {
        put('[');
        whitespace();
        int elements = random.nextInt(4);
        for (int i = 0; i < elements; i++) {
            if (i > 0) {
                put(',');
                whitespace();
            }
            value(depth + 1);
            whitespace();
        }
        put(']');
    }

    private void value(int depth) {
        int choice = random.nextInt(depth < 5 ? 24 : 16);
        switch (choice) {
            case 0, 1, 2, 3 -> number();
            case 4, 5 -> put("null");
            case 6, 7 -> put(random.nextBoolean() ? "true" : "false");
            case 8, 9, 10, 11 -> string(text(4));
            case 12, 13, 14 -> string(WORDS[random.nextInt(WORDS.length)]);
            case 15 -> string(longText());
            case 16, 17, 18, 19, 20 -> object(depth);
            default -> array(depth);
        }
    }

    private void number() {
        if (random.nextInt(3) == 0) {
            put(NUMBERS[random.nextInt(NUMBERS.length)]);
        } else if (random.nextBoolean()) {
            put(Integer.toString(random.nextInt()));
        } else {
            put(Double.toString(random.nextDouble()));
        }
    }

    private String text(int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append(DECOYS[random.nextInt(DECOYS.length)]);
        }
        return text.toString();
    }

    private String longText() {
        int size = random.nextInt(10_000) == 0 ? 100_000 : random.nextInt(10) == 0 ? random.nextInt(600) : 40;
        StringBuilder text = new StringBuilder();
        while (text.length() < size) {
            text.append(text(4)).append('y');
        }
        return text.toString();
    }

    private void string(String text) {
        put('"');
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            character(codePoint);
        }
        put('"');
    }

    private void character(int codePoint) {
        int style = random.nextInt(24);
        if (style == 0) {
            for (char unit : Character.toChars(codePoint)) {
                unicodeEscape(unit);
            }
        } else if (style == 1 && random.nextInt(20) == 0) {
            unicodeEscape((char) (0xD800 + random.nextInt(0x800)));
        } else if (codePoint == '"' || codePoint == '\\' || codePoint == '/' && random.nextBoolean()) {
            put('\\');
            put((char) codePoint);
        } else if (codePoint == '\n') {
            put("\\n");
        } else if (codePoint == '\t') {
            put("\\t");
        } else if (codePoint < ' ') {
            unicodeEscape((char) codePoint);
        } else {
            putUtf8(Character.toString(codePoint));
        }
    }

    private void unicodeEscape(char unit) {
        String digits = Integer.toHexString(0x1_0000 | unit).substring(1);
        put("\\u" + (random.nextBoolean() ? digits : digits.toUpperCase(java.util.Locale.ROOT)));
    }

    private void whitespace() {
        if (random.nextInt(12) == 0) {
            for (int i = random.nextInt(40) == 0 ? 130 : random.nextInt(3); i >= 0; i--) {
                put(" \t\r\n ".charAt(random.nextInt(5)));
            }
        }
    }

    private void damage() {
        int at = random.nextInt(length);
        switch (random.nextInt(6)) {
            case 0 -> length = at;
            case 1 -> System.arraycopy(bytes, at, bytes, 0, length -= at);
            case 2 -> {
                System.arraycopy(bytes, at + 1, bytes, at, length - at - 1);
                length--;
            }
            case 3 -> {
                put(' ');
                System.arraycopy(bytes, at, bytes, at + 1, length - 1 - at);
                bytes[at] = NASTY[random.nextInt(NASTY.length)];
            }
            case 4 -> bytes[at] = (byte) NOT_UTF_8[random.nextInt(NOT_UTF_8.length)];
            default -> bytes[at] = NASTY[random.nextInt(NASTY.length)];
        }
    }

    private void put(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            put(ascii.charAt(i));
        }
    }

    private void putUtf8(String text) {
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            put((char) (value & 0xFF));
        }
    }

    private void put(char value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        bytes[length++] = (byte) value;
    }
}
