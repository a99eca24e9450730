package io.btautomations.core.export;

/**
 * A half-open range of the source's log.
 *
 * @param start where it begins; cursors sort as text
 * @param end where it ends, exclusive; not before the start
 */
record CursorRange(String start, String end) {

    boolean isEmpty() {
        return start.equals(end);
    }

    boolean contains(CursorRange other) {
        return start.compareTo(other.start) <= 0 && other.end.compareTo(end) <= 0;
    }

    boolean overlaps(CursorRange other) {
        return start.compareTo(other.end) < 0 && other.start.compareTo(end) < 0;
    }

    /** Whether the two together are one range without a gap. */
    boolean touches(CursorRange other) {
        return start.compareTo(other.end) <= 0 && other.start.compareTo(end) <= 0;
    }

    /** The smallest range that contains both. */
    CursorRange with(CursorRange other) {
        return new CursorRange(
                start.compareTo(other.start) <= 0 ? start : other.start,
                end.compareTo(other.end) >= 0 ? end : other.end);
    }
}
