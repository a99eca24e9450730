package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * A random part of the filtered rows: {@code sample: 25%}, {@code sample: 100 repeatable (7)}, {@code TABLESAMPLE (25
 * PERCENT) REPEATABLE (7)}.
 *
 * @param value a fraction of 0 to 1 for {@link SampleMethod#RATE}, a whole number for {@link SampleMethod#COUNT}
 * @param seed makes the choice repeatable
 */
public record Sample(SampleMethod method, BigDecimal value, OptionalLong seed, SourceSpan span) implements Node {

    public Sample {
        value = value.stripTrailingZeros();
    }
}
