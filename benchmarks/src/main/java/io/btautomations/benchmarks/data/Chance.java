package io.btautomations.benchmarks.data;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Draws what a row is made of. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** True {@code percent} times out of a hundred. */
    boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    /** From 0 to {@code end - 1}. */
    int below(int end) {
        return random.nextInt(end);
    }

    double fraction() {
        return random.nextDouble();
    }

    long bits() {
        return random.nextLong();
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** One of many, the first ones far more often than the last ones, as words are in a language. */
    <T> T zipf(List<T> choices) {
        int rank = (int) Math.pow(choices.size() + 1.0, random.nextDouble()) - 1;
        return choices.get(Math.min(rank, choices.size() - 1));
    }

    /** A length as texts have them: mostly about the median, sometimes many times that. */
    int logNormal(int median, double spread, int least, int most) {
        double normal = Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
        return (int) Math.clamp(median * Math.exp(spread * normal), least, most);
    }

    String uuid() {
        return new UUID(
                        (random.nextLong() & ~0xF000L) | 0x4000L,
                        (random.nextLong() & Long.MAX_VALUE >> 1) | Long.MIN_VALUE)
                .toString();
    }
}
