package io.btautomations.core.query;

import io.btautomations.core.braintrust.PaginationKey;

/**
 * What was written to a log from one key up to another.
 *
 * @param from first key
 * @param to behind the last key; not before {@code from}
 */
public record KeyRange(PaginationKey from, PaginationKey to) {

    /** All keys. */
    public static final KeyRange ALL = new KeyRange(new PaginationKey(0), new PaginationKey(-1));

    private static final String SEPARATOR = "/";

    /** @throws IllegalArgumentException if it ends before it begins */
    public KeyRange {
        if (to.compareTo(from) < 0) {
            throw new IllegalArgumentException("a range that ends " + to + " before it begins " + from);
        }
    }

    /**
     * The range of the text.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static KeyRange parse(String text) {
        int separator = text.indexOf(SEPARATOR);
        if (separator < 0) {
            throw new IllegalArgumentException("a range of keys is 'p.../p...': '" + text + "'");
        }
        return new KeyRange(
                PaginationKey.parse(text.substring(0, separator)), PaginationKey.parse(text.substring(separator + 1)));
    }

    /** Whether there is no key in it. */
    public boolean isEmpty() {
        return from.equals(to);
    }

    /** Whether the key is in it. */
    public boolean contains(PaginationKey key) {
        return key.compareTo(from) >= 0 && key.compareTo(to) < 0;
    }

    /** What is left of it from the key on. */
    public KeyRange from(PaginationKey key) {
        return new KeyRange(key, to);
    }

    /** What is left of it up to the key. */
    public KeyRange to(PaginationKey key) {
        return new KeyRange(from, key);
    }

    /** Its first {@code width} keys; all of it if {@code width} is negative or it has no more than that. */
    public KeyRange atMost(long width) {
        boolean isLonger = width >= 0 && Long.compareUnsigned(to.value() - from.value(), width) > 0;
        return isLonger ? to(new PaginationKey(from.value() + width)) : this;
    }

    /** The two keys with a stroke between them. */
    @Override
    public String toString() {
        return from + SEPARATOR + to;
    }
}
