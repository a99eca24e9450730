package io.btautomations.btql.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.Value;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A percentile of numbers of every kind is that of the exact numbers in order. */
class PercentileProperties {

    @Property
    void isBetweenTheTwoClosestRanks(
            @ForAll("numbers") List<BigDecimal> numbers, @ForAll("fractions") double fraction) {
        Accumulator percentile = AggregateFunction.PERCENTILE.newAccumulator(fraction);
        numbers.forEach(number -> percentile.add(NumberValue.of(number)));
        assertThat(percentile.retained()).isEqualTo(numbers.size());

        List<BigDecimal> sorted = numbers.stream().sorted().toList();
        double rank = fraction * (sorted.size() - 1);
        int below = (int) Math.floor(rank);
        BigDecimal low = sorted.get(below);
        BigDecimal high = sorted.get(Math.min(below + 1, sorted.size() - 1));
        Value expected = rank == below
                ? NumberValue.of(low)
                : NumberValue.of(low.doubleValue() + (rank - below) * (high.doubleValue() - low.doubleValue()));
        assertThat(percentile.result()).isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<BigDecimal>> numbers() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(-5, 5).map(BigDecimal::valueOf),
                        Arbitraries.longs().map(BigDecimal::valueOf),
                        Arbitraries.longs()
                                .between((1L << 53) - 2, (1L << 53) + 2)
                                .map(BigDecimal::valueOf),
                        Arbitraries.doubles().between(-1, 1).ofScale(4).map(BigDecimal::valueOf),
                        Arbitraries.of(
                                        "1e300",
                                        "-1e300",
                                        "0.1",
                                        "0.10000000000000000001",
                                        "-0.1",
                                        "9007199254740993.5",
                                        "1e-320")
                                .map(BigDecimal::new))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<Double> fractions() {
        return Arbitraries.oneOf(
                Arbitraries.of(0.0, 0.5, 0.95, 1.0), Arbitraries.doubles().between(0, 1));
    }
}
