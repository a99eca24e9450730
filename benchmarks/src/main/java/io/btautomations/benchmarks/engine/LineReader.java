package io.btautomations.benchmarks.engine;

import io.btautomations.btql.scan.Lines;
import io.btautomations.btql.scan.RowScanner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/** Cuts a file into lines within one growing array, with the room around them that scanners like. */
final class LineReader {

    private static final int CHUNK = 256 << 10;
    private static final int PAGE = 4 << 10;

    private LineReader() {}

    /** Takes one line. */
    interface LineConsumer {
        void accept(byte[] bytes, int from, int to) throws IOException;
    }

    static void read(Path file, LineConsumer consumer) throws IOException {
        byte[] bytes = new byte[RowScanner.PADDING * 2 + CHUNK * 2];
        ByteBuffer chunk =
                ByteBuffer.allocateDirect(CHUNK + PAGE).alignedSlice(PAGE).limit(CHUNK);
        int filled = RowScanner.PADDING;
        try (FileChannel channel = FileChannel.open(file)) {
            while (channel.read(chunk.clear().limit(CHUNK)) >= 0) {
                chunk.flip();
                if (bytes.length - filled < chunk.remaining() + RowScanner.PADDING) {
                    bytes = Arrays.copyOf(bytes, bytes.length * 2);
                }
                int searchFrom = filled;
                filled += chunk.remaining();
                chunk.get(bytes, searchFrom, chunk.remaining());
                int from = RowScanner.PADDING;
                int to = Lines.indexOfNewline(bytes, searchFrom, filled);
                while (to < filled) {
                    consumer.accept(bytes, from, to);
                    from = to + 1;
                    to = Lines.indexOfNewline(bytes, from, filled);
                }
                System.arraycopy(bytes, from, bytes, RowScanner.PADDING, filled - from);
                filled = RowScanner.PADDING + filled - from;
            }
        }
        if (filled > RowScanner.PADDING) {
            consumer.accept(bytes, RowScanner.PADDING, filled);
        }
    }
}
