package io.btautomations.core.source.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/**
 * The last row of a file when no line end follows it. It waits, because it may be half written; but once it is a whole
 * JSON object and the file has rested, it is a row: many writers put line ends between rows only.
 */
public final class LastRow {

    /** Longer ones wait for their line end. */
    public static final long LONGEST = 16 << 20;

    private static final JsonFactory JSON = new JsonFactory();

    private LastRow() {}

    /** Whether {@code [from, size)} of the file is a whole row. */
    public static boolean isWhole(FileChannel channel, long from, LogFile file) throws IOException {
        long length = file.size() - from;
        return length > 0 && length <= LONGEST && isObject(channel, from, (int) length);
    }

    private static boolean isObject(FileChannel channel, long from, int length) throws IOException {
        channel.position(from);
        InputStream bytes = new java.io.ByteArrayInputStream(
                Channels.newInputStream(channel).readNBytes(length));
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            return false;
        }
    }
}
