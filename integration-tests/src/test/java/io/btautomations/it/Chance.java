package io.btautomations.it;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Which fault comes next: each is drawn as often as it is in the list, out of a hundred. Safe for several threads.
 *
 * @param <F> the faults
 */
final class Chance<F> {

    private final Random random;
    private final List<F> faults;

    Chance(long seed, List<F> faults) {
        this.random = new Random(seed);
        this.faults = List.copyOf(faults);
    }

    /** A fault, or none. */
    Optional<F> next() {
        int drawn = random.nextInt(100);
        return drawn < faults.size() ? Optional.of(faults.get(drawn)) : Optional.empty();
    }
}
