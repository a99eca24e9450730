package io.btautomations.btql.row;

/**
 * How much memory reading rows may take.
 *
 * @param blockBytes bytes aimed at per block, at least 1,024
 * @param maximumRowBytes longest row that is delivered, in bytes without its line end, at least 1; longer ones are
 *     skipped and counted
 */
public record RowLimits(int blockBytes, int maximumRowBytes) {

    /** Blocks that fit a processor's cache, rows of up to 16 MiB. */
    public static final RowLimits DEFAULT = new RowLimits(256 * 1024, 16 * 1024 * 1024);

    public RowLimits {
        if (blockBytes < 1_024 || maximumRowBytes < 1 || maximumRowBytes > Integer.MAX_VALUE - 1_024) {
            throw new IllegalArgumentException("block of " + blockBytes + " bytes, rows of " + maximumRowBytes);
        }
    }
}
