package io.btautomations.core.source.track;

/** The {@link ContentCheck}s of all beginnings of a content, as it comes by. For one thread. */
final class RollingCheck {

    /** Hashes of the last beginnings, by their length modulo that of the array. */
    private final long[] beginnings = new long[ContentCheck.EDGE];

    private long length;
    private long hash;
    private long head;

    void add(byte next) {
        beginnings[(int) (length % ContentCheck.EDGE)] = hash;
        hash = PolynomialHash.next(hash, next);
        length++;
        if (length <= ContentCheck.EDGE) {
            head = hash;
        }
    }

    /** How much came by, in bytes. */
    long length() {
        return length;
    }

    /** The mark of what came by. */
    long mark() {
        int tail = (int) Math.clamp(length - ContentCheck.EDGE, 0, ContentCheck.EDGE);
        long before = tail < ContentCheck.EDGE ? head : beginnings[(int) (length % ContentCheck.EDGE)];
        return ContentCheck.mark(ContentCheck.of(length, head, tail == 0 ? 0 : PolynomialHash.end(hash, before, tail)));
    }
}
