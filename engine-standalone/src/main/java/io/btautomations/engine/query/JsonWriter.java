package io.btautomations.engine.query;

import io.btautomations.btql.execute.ResultRow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes rows as JSON; a row that is returned as it was read keeps its bytes. */
public final class JsonWriter implements ResultWriter {

    private final OutputStream out;
    private final boolean isArray;
    private boolean any;

    private JsonWriter(OutputStream out, boolean isArray) {
        this.out = out;
        this.isArray = isArray;
    }

    /** One row per line. */
    public static JsonWriter lines(OutputStream out) {
        return new JsonWriter(out, false);
    }

    /** One array of all rows, a line for each. */
    public static JsonWriter array(OutputStream out) {
        return new JsonWriter(out, true);
    }

    static byte[] bytes(ResultRow row) {
        Optional<byte[]> source = row.source();
        return source.isPresent() ? source.get() : row.toJson().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void accept(ResultRow row) throws IOException {
        if (isArray) {
            out.write(text(any ? ",\n" : "[\n"));
        }
        any = true;
        out.write(bytes(row));
        if (!isArray) {
            out.write('\n');
        }
    }

    @Override
    public void finish() throws IOException {
        if (isArray) {
            out.write(text(any ? "\n]\n" : "[]\n"));
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
