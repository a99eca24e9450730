package io.btautomations.btql.function;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * What functions know besides their arguments.
 *
 * @param now the instant of {@code now()}, one for a whole run
 * @param offset of the clocks by which days and hours begin
 * @param prices of models, for {@code estimated_cost()}
 */
public record CallContext(Instant now, ZoneOffset offset, PriceTable prices) {}
