package io.btautomations.engine.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Optional;

/** Standard output, which remembers why it could not be written to. For one thread. */
final class StandardOutput extends FileOutputStream {

    private static final String NO_READER = "Broken pipe";

    private Optional<String> failure = Optional.empty();

    StandardOutput() {
        super(FileDescriptor.out);
    }

    /** Why something of the output is lost; empty for a reader that wanted no more. */
    Optional<String> failure() {
        return failure.filter(reason -> !reason.equals(NO_READER));
    }

    @Override
    public void write(int octet) throws IOException {
        try {
            super.write(octet);
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            super.write(bytes, offset, length);
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    private IOException remembered(IOException e) {
        failure = Optional.of(Optional.ofNullable(e.getMessage()).orElse("input/output error"));
        return e;
    }
}
