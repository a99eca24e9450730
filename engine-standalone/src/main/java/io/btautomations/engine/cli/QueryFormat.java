package io.btautomations.engine.cli;

import io.btautomations.btql.execute.SpillSpace;
import io.btautomations.engine.query.CsvWriter;
import io.btautomations.engine.query.JsonWriter;
import io.btautomations.engine.query.ParquetWriter;
import io.btautomations.engine.query.ResultWriter;
import io.btautomations.engine.query.TableWriter;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How the rows of a result are written. */
enum QueryFormat {
    /** For people. */
    table,
    /** One array. */
    json,
    /** One object per line. */
    jsonl,
    /** Comma-separated values with a line of names. */
    csv,
    /** Typed columns, in a file. */
    parquet;

    /** The form that a file's name asks for; JSON Lines if it asks for none. */
    static QueryFormat ofFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Stream.of(json, csv, parquet)
                .filter(format -> lower.endsWith("." + format))
                .findFirst()
                .orElse(jsonl);
    }

    ResultWriter writer(OutputStream out, List<String> columns, SpillSpace space, int width) {
        return switch (this) {
            case table -> new TableWriter(out, columns, space, width);
            case json -> JsonWriter.array(out);
            case jsonl -> JsonWriter.lines(out);
            case csv -> new CsvWriter(out, columns, space);
            case parquet -> new ParquetWriter(out, columns, space);
        };
    }
}
