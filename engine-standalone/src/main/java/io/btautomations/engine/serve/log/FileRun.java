package io.btautomations.engine.serve.log;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Goes over rows of a file in the order of their keys; runs are ordered by the keys that they are at. */
final class FileRun implements Comparable<FileRun> {

    private final PlainFile file;
    private final int number;
    private final int end;
    /** The rows in order, unless they lie that way. */
    private final int @Nullable [] order;

    private int at;

    /**
     * @param number of the file, which decides where keys are equal
     * @param from the first row, which there is
     */
    FileRun(PlainFile file, int number, int from) {
        this.file = file;
        this.number = number;
        this.end = file.count();
        this.at = from;
        this.order = isRising(from) ? null : sorted(from);
    }

    private boolean isRising(int from) {
        for (int i = from + 1; i < end; i++) {
            if (Long.compareUnsigned(file.key(i), file.key(i - 1)) < 0) {
                return false;
            }
        }
        return true;
    }

    private int[] sorted(int from) {
        int[] rows = new int[end];
        int[] sorted = IntStream.range(from, end)
                .boxed()
                .sorted(Comparator.comparing(file::key, Long::compareUnsigned))
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(sorted, 0, rows, from, sorted.length);
        return rows;
    }

    PlainFile file() {
        return file;
    }

    int number() {
        return number;
    }

    /** The row that this is at. */
    int row() {
        return order == null ? at : order[at];
    }

    /** Goes to the next row; false if there is none. */
    boolean advance() {
        at++;
        return at < end;
    }

    @Override
    public int compareTo(FileRun other) {
        int byKey = Long.compareUnsigned(file.key(row()), other.file.key(other.row()));
        return byKey != 0 ? byKey : Integer.compare(number, other.number);
    }
}
