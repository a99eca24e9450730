package io.btautomations.engine.serve.log;

/** Counts the bytes of rows that were read. For one thread. */
public final class ReadBytes {

    private long count;

    void add(long bytes) {
        count += bytes;
    }

    /** So many so far. */
    public long count() {
        return count;
    }
}
