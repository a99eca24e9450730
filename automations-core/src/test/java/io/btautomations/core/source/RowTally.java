package io.btautomations.core.source;

/** How many rows came by, and a hash of what they hold that does not depend on their order. For one thread. */
final class RowTally {

    private long rows;
    private long sum;
    private long row;

    void add(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                rows++;
                sum += row * 0x9E3779B97F4A7C15L ^ row >>> 29;
                row = 0;
            } else {
                row = (row ^ bytes[i]) * 0x100000001B3L;
            }
        }
    }

    @Override
    public String toString() {
        return rows + " rows, hash " + Long.toHexString(sum);
    }
}
