package io.btautomations.engine.query;

/** Is told how far reading has come. */
@FunctionalInterface
public interface ReadListener {

    /**
     * More was read.
     *
     * @param rows read so far
     * @param bytes of files that were read so far, as they are stored
     */
    void read(long rows, long bytes);
}
