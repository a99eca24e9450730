package io.btautomations.core.source.local;

import io.btautomations.core.source.log.RowSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** Takes rows one by one, however their bytes come. For one thread. */
final class LineSink implements RowSink {

    /** Takes a row. */
    @FunctionalInterface
    interface Line {

        /** The next row, without its line end; valid during the call only. */
        void take(byte[] bytes, int from, int to) throws IOException;
    }

    private final Line line;
    private Optional<RowSink> told = Optional.empty();
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    LineSink(Line line) {
        this.line = line;
    }

    /** Tells {@code other} where rows come from. */
    LineSink telling(RowSink other) {
        told = Optional.of(other);
        return this;
    }

    @Override
    public void from(String uri) {
        told.ifPresent(other -> other.from(uri));
    }

    @Override
    public void write(byte[] bytes, int from, int to) throws IOException {
        int begin = from;
        for (int index = from; index < to; index++) {
            if (bytes[index] == '\n') {
                if (begun.size() > 0) {
                    begun.write(bytes, begin, index - begin);
                    endRow();
                } else if (index > begin) {
                    line.take(bytes, begin, index);
                }
                begin = index + 1;
            }
        }
        begun.write(bytes, begin, to - begin);
    }

    @Override
    public void endRow() throws IOException {
        if (begun.size() > 0) {
            byte[] row = begun.toByteArray();
            begun.reset();
            line.take(row, 0, row.length);
        }
    }
}
