package io.btautomations.engine.serve.log;

import java.io.Closeable;
import java.io.IOException;

/** Goes over the newest versions of a log's rows, in the order of their keys or against it. For one thread. */
final class RowCursor implements Closeable {

    private final RowIndex.View view;
    private final RowPlaces places;
    private final FileWindow window;
    private final int step;
    private final int end;
    private int position;

    RowCursor(RowIndex.View view, RowPlaces places, KeyRange range, boolean isAscending) {
        this.view = view;
        this.places = places;
        this.window = new FileWindow(isAscending);
        int first = range.isEmpty() ? 0 : view.atLeast(range.first());
        int behind = range.isEmpty() ? 0 : view.above(range.last());
        this.step = isAscending ? 1 : -1;
        this.end = isAscending ? behind : first - 1;
        this.position = isAscending ? first : behind - 1;
        skip();
    }

    /** Whether there is a row here. */
    boolean hasRow() {
        return (end - position) * step > 0;
    }

    /** The key of the row here. */
    long key() {
        return view.keys()[position];
    }

    /** Adds the row here to {@code target} and goes to the next one. */
    void take(RowBuffer target) throws IOException {
        places.copy(view, position, window, target);
        position += step;
        skip();
    }

    private void skip() {
        while (hasRow() && !view.isNewest(position)) {
            position += step;
        }
    }

    @Override
    public void close() throws IOException {
        window.close();
    }
}
