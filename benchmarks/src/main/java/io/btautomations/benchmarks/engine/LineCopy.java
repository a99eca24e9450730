package io.btautomations.benchmarks.engine;

import java.io.IOException;
import java.io.OutputStream;

/** Copies stretches of bytes to a stream, small ones together. */
final class LineCopy {

    private final OutputStream out;
    private final byte[] pending = new byte[128 << 10];
    private int length;

    LineCopy(OutputStream out) {
        this.out = out;
    }

    void add(byte[] bytes, int from, int to) throws IOException {
        if (length + to - from > pending.length) {
            finish();
        }
        if (to - from > pending.length) {
            out.write(bytes, from, to - from);
        } else {
            System.arraycopy(bytes, from, pending, length, to - from);
            length += to - from;
        }
    }

    void finish() throws IOException {
        out.write(pending, 0, length);
        length = 0;
    }
}
