package io.btautomations.engine.query;

import io.btautomations.btql.execute.ResultRow;
import io.btautomations.btql.execute.SpillSpace;
import io.btautomations.btql.value.JsonText;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes rows as comma-separated values with a line of names before them. Null is an empty field without quotes, an
 * empty text one with quotes; arrays and objects are JSON text. Lines end with LF.
 */
public final class CsvWriter implements ResultWriter {

    private final OutputStream out;
    private final RowSpool spool;
    private final List<String> columns;
    private boolean hasHeader;

    /**
     * @param columns of the result in order; if there are none, those of the rows, which are kept in {@code space}
     *     until all are known
     */
    public CsvWriter(OutputStream out, List<String> columns, SpillSpace space) {
        this.out = out;
        this.columns = columns;
        this.spool = new RowSpool(columns, space);
    }

    @Override
    public void accept(ResultRow row) throws IOException {
        if (columns.isEmpty()) {
            spool.add(row);
            return;
        }
        writeHeader(columns);
        write(columns.stream().map(row::value).toList());
    }

    @Override
    public void finish() throws IOException {
        writeHeader(columns.isEmpty() ? spool.columns() : columns);
        spool.replay(this::write);
    }

    private void writeHeader(List<String> names) throws IOException {
        if (!hasHeader && !names.isEmpty()) {
            write(names.stream().map(name -> (Value) new TextValue(name)).toList());
        }
        hasHeader = true;
    }

    private void write(List<Value> values) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            line.append(i == 0 ? "" : ",").append(field(values.get(i)));
        }
        boolean looksBlank = line.isEmpty();
        out.write((looksBlank ? "\"\"\n" : line.append('\n').toString()).getBytes(StandardCharsets.UTF_8));
    }

    private static String field(Value value) {
        return switch (value) {
            case NullValue none -> "";
            case TextValue text -> text.text().isEmpty() ? "\"\"" : quoted(text.text());
            default -> {
                String json = JsonText.of(value);
                yield json.startsWith("\"") ? quoted(json.substring(1, json.length() - 1)) : quoted(json);
            }
        };
    }

    private static String quoted(String text) {
        boolean isPlain = text.chars().noneMatch(unit -> unit == ',' || unit == '"' || unit == '\n' || unit == '\r')
                && text.charAt(0) != ' '
                && text.charAt(text.length() - 1) != ' ';
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
