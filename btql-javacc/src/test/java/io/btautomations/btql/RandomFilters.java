package io.btautomations.btql;

import java.util.SplittableRandom;

/** Filters over the keys and values of hostile rows, most of them with operators that have a short cut on bytes. */
final class RandomFilters {

    private static final String[] COLUMNS = {
        "metadata",
        "scores",
        "tags",
        "input",
        "\"metadat\"",
        "metadata.priority",
        "scores.Factuality",
        "scores.tags",
        "input.content",
        "metadata.user",
        "\"a\\\"b\"",
        "\"é\"",
        "\"😀\"",
        "metadata.\"é\"",
        "input.metadata.priority",
        "tags[0]",
        "input[-1]"
    };
    private static final String[] NUMBERS = {
        "0",
        "1",
        "-1",
        "0.9",
        "0.5",
        "1000",
        "0.00000025",
        "123456789012345678901234567890",
        "9223372036854775807",
        "12.50"
    };
    private static final String[] TEXTS = {
        "x",
        "hello",
        "",
        "é",
        "😀",
        "x",
        "hello",
        "",
        "null",
        "/",
        "xy",
        "\\\\",
        "{",
        "日",
        "helloy",
        "X",
        "É",
        "K",
        "\"metadata\":{\"priority\":0}"
    };
    private static final String[] PATTERNS = {
        "%hello%",
        "%HELLO%",
        "%x%",
        "x%",
        "%y",
        "hello",
        "%é%",
        "%É%",
        "%😀%",
        "%_x%",
        "%h_llo%",
        "%",
        "_",
        "",
        "%hello%y%",
        "%\\\\\\\\%",
        "%xxxx%",
        "%\\\\\\%%",
        "%u0%",
        "%\"%",
        "%日%x%",
        "%null%"
    };
    private static final String[] PHRASES = {
        "hello",
        "HELLO",
        "1000",
        "x",
        "x y",
        "metadata priority",
        "é",
        "日",
        "null",
        "0",
        "1e3",
        "",
        "😀",
        "hello x",
        "xxxx"
    };

    private final SplittableRandom random;

    RandomFilters(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The next filter. */
    String next() {
        return condition(2);
    }

    private String condition(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 6 -> "(" + condition(depth - 1) + " AND " + condition(depth - 1) + ")";
            case 7 -> "(" + condition(depth - 1) + " OR " + condition(depth - 1) + ")";
            case 8 -> "NOT (" + condition(depth - 1) + ")";
            default -> atom();
        };
    }

    private String atom() {
        String column = one(COLUMNS);
        return switch (random.nextInt(12)) {
            case 0, 1 -> column + one(" = ", " != ", " < ", " <= ", " > ", " >= ", " <=> ") + one(NUMBERS);
            case 2, 3 -> column + one(" = ", " != ", " < ", " >= ", " <=> ") + text(one(TEXTS));
            case 4 -> column + one(" LIKE ", " NOT LIKE ") + text(one(PATTERNS));
            case 5, 6 -> column + one(" ILIKE ", " NOT ILIKE ") + text(one(PATTERNS));
            case 7 -> column + " MATCH " + text(one(PHRASES));
            case 8 -> column + one(" INCLUDES ", " NOT INCLUDES ") + one(text(one(TEXTS)), one(NUMBERS));
            case 9 -> column + one(" IN (", " NOT IN (") + text(one(TEXTS)) + ", " + one(NUMBERS) + one(")", ", null)");
            case 10 -> column + one(" IS NULL", " IS NOT NULL");
            default -> column;
        };
    }

    private static String text(String content) {
        return "'" + content + "'";
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
