package io.btautomations.engine.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Rows of texts, printed in columns as wide as they need to be. */
final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... titles) {
        rows.add(List.of(titles));
    }

    void add(String... cells) {
        rows.add(List.of(cells));
    }

    void print(PrintStream out) {
        int columns = rows.get(0).size();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                line.append(column == 0 ? "" : GAP).append(row.get(column));
                line.append(" ".repeat(width(column) - row.get(column).length()));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
