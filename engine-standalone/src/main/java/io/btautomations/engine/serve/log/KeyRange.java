package io.btautomations.engine.serve.log;

/**
 * Keys of rows, compared as unsigned numbers.
 *
 * @param first the least one
 * @param last the greatest one; below {@code first} if there is none
 */
public record KeyRange(long first, long last) {

    /** All keys. */
    public static final KeyRange ALL = new KeyRange(0, -1);

    /** No key. */
    public static final KeyRange NONE = new KeyRange(-1, 0);

    /** The keys above {@code key}. */
    public static KeyRange above(long key) {
        return key == -1 ? NONE : new KeyRange(key + 1, -1);
    }

    /** The keys below {@code key}. */
    public static KeyRange below(long key) {
        return key == 0 ? NONE : new KeyRange(0, key - 1);
    }

    /** The keys that are in both. */
    public KeyRange and(KeyRange other) {
        return new KeyRange(
                Long.compareUnsigned(first, other.first) >= 0 ? first : other.first,
                Long.compareUnsigned(last, other.last) <= 0 ? last : other.last);
    }

    /** Whether there is no key in it. */
    public boolean isEmpty() {
        return Long.compareUnsigned(first, last) > 0;
    }
}
