package io.btautomations.core.braintrust;

import java.io.IOException;

/** Counts what a taker took, and tells its failures from those of the connection. For one thread. */
final class CountingTaker implements RowTaker {

    private long count;
    private final RowTaker rows;

    CountingTaker(RowTaker rows) {
        this.rows = rows;
    }

    /** Rows so far, whether they were taken or not. */
    long count() {
        return count;
    }

    @Override
    public void take(byte[] bytes, int from, int to) throws IOException {
        count++;
        try {
            rows.take(bytes, from, to);
        } catch (IOException e) {
            throw new NotTakenException(e);
        }
    }

    /** The taker failed. */
    static final class NotTakenException extends IOException {

        private static final long serialVersionUID = 1L;

        private final IOException failure;

        private NotTakenException(IOException failure) {
            super(failure.getMessage(), failure);
            this.failure = failure;
        }

        /** What the taker threw. */
        IOException failure() {
            return failure;
        }
    }
}
