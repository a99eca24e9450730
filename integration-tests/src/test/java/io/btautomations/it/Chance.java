package io.btautomations.it;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Which fault comes next: at first every one of them, each time between requests without, and then each as often as its
 * number says, out of a thousand. Safe for several threads.
 *
 * @param <F> the faults
 */
final class Chance<F> {

    private static final int THOUSAND = 1_000;

    private final Random random;
    private final Deque<F> first;
    private final List<F> later = new ArrayList<>();
    private boolean spare = true;

    /** @param faults with their numbers */
    Chance(long seed, Map<F, Integer> faults) {
        this.random = new Random(seed);
        this.first = new ArrayDeque<>(faults.keySet());
        faults.forEach((fault, number) -> later.addAll(Collections.nCopies(number, fault)));
    }

    /** A fault, or none. */
    synchronized Optional<F> next() {
        if (!first.isEmpty()) {
            spare = !spare;
            return spare ? Optional.of(first.remove()) : Optional.empty();
        }
        int drawn = random.nextInt(THOUSAND);
        return drawn < later.size() ? Optional.of(later.get(drawn)) : Optional.empty();
    }
}
