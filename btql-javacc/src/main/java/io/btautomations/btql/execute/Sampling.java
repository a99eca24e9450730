package io.btautomations.btql.execute;

import io.btautomations.btql.ast.Sample;
import io.btautomations.btql.ast.SampleMethod;
import io.btautomations.btql.plan.PlanNode;
import java.io.IOException;
import java.util.Collections;
import java.util.PriorityQueue;

/**
 * Chooses rows at random, each by a number that its place and the seed give it: for a rate those with a small enough
 * one, for a count those with the smallest. The same rows and seed make the same choice.
 */
final class Sampling {

    private final PlanNode.TakeSample step;
    private final long seed;

    private Sampling(PlanNode.TakeSample step, long seed) {
        this.step = step;
        this.seed = seed;
    }

    static Sampling of(PlanNode.TakeSample step, long defaultSeed) {
        return new Sampling(step, step.sample().seed().orElse(defaultSeed));
    }

    void run(Execution execution, RowConsumer out) throws IOException, QueryLimitException {
        Sample sample = step.sample();
        if (sample.method() == SampleMethod.RATE) {
            double rate = sample.value().doubleValue();
            long[] place = {0};
            execution.rows(step.from(), row -> fraction(place[0]++) >= rate || out.accept(row));
            return;
        }
        long count = sample.value().longValue();
        long threshold = threshold(execution, count);
        long[] place = {0};
        execution.rows(step.from(), row -> number(place[0]++) > threshold || out.accept(row));
    }

    /** The largest of the {@code count} smallest numbers of rows; no row has a negative number. */
    private long threshold(Execution execution, long count) throws IOException, QueryLimitException {
        if (count == 0) {
            return -1;
        }
        PriorityQueue<Long> largestFirst = new PriorityQueue<>(Collections.reverseOrder());
        long[] place = {0};
        execution.rows(step.from(), row -> {
            long number = number(place[0]++);
            if (largestFirst.size() < count) {
                execution.retained().add(Long.BYTES * 4L, "sampling");
                largestFirst.add(number);
            } else if (number < largestFirst.element()) {
                largestFirst.remove();
                largestFirst.add(number);
            }
            return true;
        });
        return largestFirst.isEmpty() ? -1 : largestFirst.element();
    }

    private double fraction(long place) {
        return (number(place) >>> 10) * 0x1p-53;
    }

    /** A well mixed number of 63 bits; different for different places. */
    private long number(long place) {
        long mixed = (place + 1) * 0x9E3779B97F4A7C15L + seed * 0xD1342543DE82EF95L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return (mixed ^ mixed >>> 31) >>> 1;
    }
}
