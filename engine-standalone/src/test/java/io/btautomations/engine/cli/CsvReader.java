package io.btautomations.engine.cli;

import java.util.ArrayList;
import java.util.List;

/** Reads comma-separated values as RFC 4180 has them. */
final class CsvReader {

    /** A field with nothing in it, not even quotes. */
    static final String NULL = "\u0000null";

    private CsvReader() {}

    static List<List<String>> read(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            StringBuilder field = new StringBuilder();
            boolean isQuoted = text.charAt(at) == '"';
            if (isQuoted) {
                at++;
                while (text.charAt(at) != '"' || (at + 1 < text.length() && text.charAt(at + 1) == '"')) {
                    at += text.charAt(at) == '"' ? 1 : 0;
                    field.append(text.charAt(at++));
                }
                at++;
            } else {
                while (text.charAt(at) != ',' && text.charAt(at) != '\n') {
                    field.append(text.charAt(at++));
                }
            }
            row.add(field.isEmpty() && !isQuoted ? NULL : field.toString());
            boolean isLast = text.charAt(at) == '\n';
            if (!isLast && text.charAt(at + 1) == '\n') {
                row.add(NULL);
                at++;
                isLast = true;
            }
            at++;
            if (isLast) {
                rows.add(row);
                row = new ArrayList<>();
            }
        }
        return rows;
    }
}
