package io.btautomations.btql.scan;

/**
 * Scans from the end where that reads clearly fewer bytes, else from the start. Decides anew every {@link #EPOCH} rows
 * by its first {@link #SAMPLE}, which are scanned from the end.
 */
final class LearningScanner implements RowScanner {

    private static final int EPOCH = 4_096;
    private static final int SAMPLE = 32;
    /** From the end costs more for each byte, so it must save a good part of them. */
    private static final double WORTHWHILE = 0.7;

    private final BackwardScanner backward;
    private final RowScanner forward;
    private int row;
    private long bytesInSample;
    private long bytesRead;
    private boolean isBackward = true;

    LearningScanner(BackwardScanner backward, RowScanner forward) {
        this.backward = backward;
        this.forward = forward;
    }

    @Override
    public boolean scan(byte[] bytes, int from, int to, Slots slots) {
        if (row == EPOCH) {
            row = 0;
            bytesInSample = 0;
            bytesRead = 0;
            isBackward = true;
        }
        row++;
        if (!isBackward) {
            return forward.scan(bytes, from, to, slots);
        }
        boolean isObject = backward.scan(bytes, from, to, slots);
        if (row <= SAMPLE) {
            bytesInSample += to - from;
            bytesRead += backward.bytesRead();
            isBackward = row < SAMPLE || bytesRead < WORTHWHILE * bytesInSample;
        }
        return isObject;
    }
}
