package io.btautomations.engine.query;

import java.util.Arrays;

/** How wide the columns of a table are where not all of them can be as wide as they would be. */
final class ColumnWidths {

    static final int GAP = 2;
    /** No column is narrower unless all of its cells are. */
    private static final int NARROWEST = 6;

    private ColumnWidths() {}

    /**
     * Widths that fit together, gaps counted, in {@code available}: narrow columns get what they need, wide ones share
     * the rest. Columns at the end that do not fit at all are left out; the first is always in.
     *
     * @param natural the width of each column's widest cell
     */
    static int[] fit(int[] natural, int available) {
        int count = natural.length;
        while (count > 1 && least(natural, count) > available) {
            count--;
        }
        int[] widths = Arrays.copyOf(natural, count);
        int room = Math.max(1, available - GAP * (count - 1));
        int cap = cap(widths, room);
        int spare =
                room - Arrays.stream(widths).map(width -> Math.min(width, cap)).sum();
        for (int i = 0; i < count; i++) {
            boolean isCut = widths[i] > cap;
            widths[i] = Math.min(widths[i], cap + (isCut && spare > 0 ? 1 : 0));
            spare -= isCut && spare > 0 ? 1 : 0;
        }
        return widths;
    }

    private static int least(int[] natural, int count) {
        return GAP * (count - 1)
                + Arrays.stream(natural, 0, count)
                        .map(width -> Math.min(width, NARROWEST))
                        .sum();
    }

    /** The largest width at which all columns fit that are cut to it; at least 1. */
    private static int cap(int[] widths, int room) {
        int low = 1;
        int high = Math.max(1, Arrays.stream(widths).max().orElse(1));
        while (low < high) {
            int middle = low + (high - low + 1) / 2;
            boolean fits = Arrays.stream(widths)
                            .mapToLong(width -> Math.min(width, middle))
                            .sum()
                    <= room;
            low = fits ? middle : low;
            high = fits ? high : middle - 1;
        }
        return low;
    }
}
