package io.btautomations.core.parquet;

/** Finds where parts of valid JSON end. */
final class JsonSlices {

    private JsonSlices() {}

    /** The first byte from {@code from} that is no white space. */
    static int skipSpace(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] <= ' ' && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** Where the closing quote of the string at {@code quote} is; negative if something is escaped before it. */
    static int plainTextEnd(byte[] bytes, int quote) {
        int at = quote + 1;
        while (bytes[at] != '"') {
            if (bytes[at] == '\\') {
                return -1;
            }
            at++;
        }
        return at;
    }

    /** One past the value at {@code from}, which stands within an object or array. */
    static int valueEnd(byte[] bytes, int from) {
        return switch (bytes[from]) {
            case '"' -> textEnd(bytes, from);
            case '{', '[' -> containerEnd(bytes, from);
            default -> scalarEnd(bytes, from);
        };
    }

    /** One past the number or literal at {@code from}, which stands within an object or array. */
    static int scalarEnd(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] != ',' && bytes[at] != '}' && bytes[at] != ']' && bytes[at] > ' ') {
            at++;
        }
        return at;
    }

    private static int textEnd(byte[] bytes, int quote) {
        int at = quote + 1;
        while (bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static int containerEnd(byte[] bytes, int from) {
        int depth = 0;
        int at = from;
        do {
            switch (bytes[at]) {
                case '"' -> at = textEnd(bytes, at) - 1;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            at++;
        } while (depth > 0);
        return at;
    }
}
