package io.btautomations.engine.query;

import io.btautomations.btql.execute.ResultRow;
import io.btautomations.btql.execute.SpillSpace;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes rows as a table for a person: one line for each, cut to the width of the terminal, numbers to the right.
 * Writes nothing before the last row is known, and nothing at all if there is none.
 */
public final class TableWriter implements ResultWriter {

    private static final int LONGEST_CELL = 1_000;

    private final OutputStream out;
    private final RowSpool spool;
    private final int width;
    private List<String> leftOut = List.of();

    /**
     * @param columns of the result in order; if there are none, those of the rows
     * @param space for what does not fit in memory until all rows are known
     * @param width columns of the terminal
     */
    public TableWriter(OutputStream out, List<String> columns, SpillSpace space, int width) {
        this.out = out;
        this.spool = new RowSpool(columns, space);
        this.width = width;
    }

    @Override
    public void accept(ResultRow row) throws IOException {
        spool.add(row);
    }

    /** Columns that did not fit; known when all is written. */
    public List<String> leftOut() {
        return leftOut;
    }

    @Override
    public void finish() throws IOException {
        if (spool.rows() == 0) {
            return;
        }
        List<String> names = spool.columns().stream().map(CellText::visible).toList();
        int[] natural = names.stream().mapToInt(CellText::width).toArray();
        boolean[] areNumbers = new boolean[names.size()];
        Arrays.fill(areNumbers, true);
        spool.replay(values -> {
            for (int i = 0; i < natural.length; i++) {
                Value value = values.get(i);
                natural[i] = Math.max(natural[i], CellText.width(CellText.of(value, LONGEST_CELL)));
                areNumbers[i] &= value instanceof NumberValue || value instanceof NullValue;
            }
        });
        int[] widths = ColumnWidths.fit(natural, width);
        leftOut = names.subList(widths.length, names.size());
        line(names, widths, areNumbers);
        line(Arrays.stream(widths).mapToObj("\u2500"::repeat).toList(), widths, areNumbers);
        spool.replay(values -> line(
                values.stream().map(value -> CellText.of(value, LONGEST_CELL)).toList(), widths, areNumbers));
    }

    private void line(List<String> cells, int[] widths, boolean[] areNumbers) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = CellText.fit(cells.get(i), widths[i]);
            String padding = " ".repeat(Math.max(0, widths[i] - CellText.width(cell)));
            line.append(i == 0 ? "" : " ".repeat(ColumnWidths.GAP))
                    .append(areNumbers[i] ? padding + cell : cell + padding);
        }
        out.write((line.toString().stripTrailing() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
