package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.math.BigDecimal;

/**
 * A number with a percent sign such as {@code 50%}.
 *
 * @param percentage what stands before the sign: 50 for {@code 50%}
 */
public record PercentLiteral(BigDecimal percentage, SourceSpan span) implements Literal {

    public PercentLiteral {
        percentage = NumberLiteral.plain(percentage);
    }

    /** The value: 0.5 for {@code 50%}. */
    public BigDecimal fraction() {
        return percentage.movePointLeft(2);
    }
}
