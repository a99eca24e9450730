package io.btautomations.core.export;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Passes bytes on, counts them and takes their hash. Closing it does not close what it passes them to. */
final class MeasuredOutput extends OutputStream {

    private final OutputStream target;
    private final MessageDigest digest = Hashes.newDigest();
    private long bytes;

    MeasuredOutput(OutputStream target) {
        this.target = target;
    }

    long bytes() {
        return bytes;
    }

    /** The hash of all that was written; to be asked for once. */
    String sha256() {
        return Hashes.hex(digest);
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        target.write(source, offset, length);
        digest.update(source, offset, length);
        bytes += length;
    }

    @Override
    public void flush() throws IOException {
        target.flush();
    }
}
