package io.btautomations.core.source.log;

/** Counts rows as their bytes come by; a line of nothing but spaces is none. Not safe for use by several threads. */
public final class RowCounter {

    private long rows;
    private boolean inRow;

    /** Rows whose line end came by. */
    public long rows() {
        return rows;
    }

    /** Whether a row has begun whose line end has not come by. */
    public boolean inRow() {
        return inRow;
    }

    /** Passes over the rest of the line; the index behind its line end, or {@code to} if it does not end before. */
    public int nextLine(byte[] bytes, int from, int to) {
        int index = from;
        while (!inRow && index < to && bytes[index] != '\n') {
            inRow = !isBlank(bytes[index]);
            index++;
        }
        while (index < to && bytes[index] != '\n') {
            index++;
        }
        if (index == to) {
            return to;
        }
        endLine();
        return index + 1;
    }

    /** The line ends here. */
    public void endLine() {
        rows += inRow ? 1 : 0;
        inRow = false;
    }

    public void reset() {
        rows = 0;
        inRow = false;
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t' || character == '\r';
    }
}
