package io.btautomations.benchmarks.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** The decoder alone: reads a packed file to its end and looks at nothing. Its result means nothing. */
final class DecoderEngine implements Engine {

    private static final int BUFFER = 256 << 10;

    @Override
    public long run(Task task, Path rows, Path output) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = task.packed().open(rows)) {
            while (in.read(buffer) >= 0) {
                continue;
            }
        }
        return NO_RESULT;
    }
}
