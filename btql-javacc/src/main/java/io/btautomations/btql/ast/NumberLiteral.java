package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.math.BigDecimal;

/**
 * A number such as {@code 100}, {@code -0.50} or {@code 1e6}.
 *
 * @param value exact, with the scale that was written: {@code 2} has scale 0, {@code 2.0} has scale 1. A negative scale
 *     becomes 0 if that takes at most 30 zeros: {@code 1e3} is 1000
 */
public record NumberLiteral(BigDecimal value, SourceSpan span) implements Literal {

    private static final int MOST_ZEROS = 30;

    public NumberLiteral {
        value = plain(value);
    }

    static BigDecimal plain(BigDecimal number) {
        return number.scale() < 0 && number.scale() >= -MOST_ZEROS ? number.setScale(0) : number;
    }
}
