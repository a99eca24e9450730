package io.btautomations.core.filter;

/** How many rows were put to a filter, and which of them were none. For one thread. */
final class RowTally {

    private long rows;
    private long malformed;
    private long firstMalformed;

    /** Counts rows that are put to the filter, or were too long for that. */
    void add(long count) {
        rows += count;
    }

    /** Says that the last {@code count} rows are malformed. */
    void addMalformed(long count) {
        firstMalformed = malformed == 0 ? rows - count + 1 : firstMalformed;
        malformed += count;
    }

    /** Rows that were put to the filter. */
    long rows() {
        return rows;
    }

    /** Rows among them that are not one JSON object, or too long. */
    long malformed() {
        return malformed;
    }

    /** Which row, from 1, was the first that is malformed; 0 if none is. */
    long firstMalformed() {
        return firstMalformed;
    }
}
