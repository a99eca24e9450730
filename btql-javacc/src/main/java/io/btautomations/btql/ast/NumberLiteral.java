package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.math.BigDecimal;

/**
 * A number such as {@code 100}, {@code -0.50} or {@code 1e6}.
 *
 * @param value exact, with the scale that was written: {@code 2} has scale 0, {@code 2.0} has scale 1
 */
public record NumberLiteral(BigDecimal value, SourceSpan span) implements Literal {}
