package io.btautomations.core.source.track;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** {@link ContentCheck#mark}s, some of them several times. For one thread. */
final class Marks {

    private final Map<Long, Integer> counts = new HashMap<>();
    private int size;

    static Marks of(long... marks) {
        Marks all = new Marks();
        for (long mark : marks) {
            all.add(mark);
        }
        return all;
    }

    /** As many as there are, repeated ones counted. */
    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean contains(long mark) {
        return counts.containsKey(mark);
    }

    void add(long mark) {
        counts.merge(mark, 1, Integer::sum);
        size++;
    }

    /** Takes it away once; whether it was there. */
    boolean take(long mark) {
        boolean isThere = contains(mark);
        if (isThere) {
            counts.computeIfPresent(mark, (same, count) -> count == 1 ? null : count - 1);
            size--;
        }
        return isThere;
    }

    /** These, as often as they are more often than in {@code others}. */
    Marks without(Marks others) {
        Marks rest = of(sorted());
        for (long mark : others.sorted()) {
            rest.take(mark);
        }
        return rest;
    }

    /** All of them in ascending order. */
    long[] sorted() {
        long[] all = new long[size];
        int next = 0;
        for (Map.Entry<Long, Integer> entry : counts.entrySet()) {
            Arrays.fill(all, next, next + entry.getValue(), entry.getKey());
            next += entry.getValue();
        }
        Arrays.sort(all);
        return all;
    }
}
