package io.btautomations.btql;

import io.btautomations.btql.function.PriceTable;
import io.btautomations.btql.grammar.ParseOptions;
import io.btautomations.btql.type.RowSchema;
import java.time.InstantSource;
import java.time.ZoneOffset;

/**
 * What the meaning of a text depends on besides the text. Immutable.
 *
 * @param clock for {@code now()}
 * @param timeZoneOffset of the clocks by which days and hours begin
 * @param parsing limits of texts and tolerance for old spellings
 * @param schema what is known of the rows
 * @param prices of models, for {@code estimated_cost()}
 */
public record BtqlOptions(
        InstantSource clock, ZoneOffset timeZoneOffset, ParseOptions parsing, RowSchema schema, PriceTable prices) {

    /** Braintrust's spans, days in UTC, standard limits and list prices. */
    public static BtqlOptions of(InstantSource clock) {
        return new BtqlOptions(clock, ZoneOffset.UTC, ParseOptions.STANDARD, RowSchema.SPANS, PriceTable.LIST_PRICES);
    }

    /**
     * The same with another time zone.
     *
     * @param minutes minutes from local time to UTC, as JavaScript and Braintrust's {@code tz_offset} count them: 480
     *     for US Pacific standard time; from -1080 to 1080
     */
    public BtqlOptions withTimeZoneOffsetMinutes(int minutes) {
        return new BtqlOptions(clock, ZoneOffset.ofTotalSeconds(-60 * minutes), parsing, schema, prices);
    }

    /** The same with other limits and tolerance. */
    public BtqlOptions withParsing(ParseOptions newParsing) {
        return new BtqlOptions(clock, timeZoneOffset, newParsing, schema, prices);
    }

    /** The same for other rows. */
    public BtqlOptions withSchema(RowSchema newSchema) {
        return new BtqlOptions(clock, timeZoneOffset, parsing, newSchema, prices);
    }

    /** The same with other prices. */
    public BtqlOptions withPrices(PriceTable newPrices) {
        return new BtqlOptions(clock, timeZoneOffset, parsing, schema, newPrices);
    }
}
