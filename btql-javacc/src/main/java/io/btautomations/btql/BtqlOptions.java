package io.btautomations.btql;

import io.btautomations.btql.execute.QueryLimits;
import io.btautomations.btql.function.CallContext;
import io.btautomations.btql.function.PriceTable;
import io.btautomations.btql.grammar.ParseOptions;
import io.btautomations.btql.plan.DefaultOrder;
import io.btautomations.btql.row.RowCheck;
import io.btautomations.btql.row.RowReading;
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
 * @param order of the rows of a query that neither sorts nor groups
 * @param limits of the memory that queries take
 * @param sampleSeed decides on samples whose query names no seed
 * @param reading how rows are read
 */
public record BtqlOptions(
        InstantSource clock,
        ZoneOffset timeZoneOffset,
        ParseOptions parsing,
        RowSchema schema,
        PriceTable prices,
        DefaultOrder order,
        QueryLimits limits,
        long sampleSeed,
        RowReading reading) {

    /** Braintrust's spans, days in UTC, newest rows first, standard limits and list prices. */
    public static BtqlOptions of(InstantSource clock) {
        return new BtqlOptions(
                clock,
                ZoneOffset.UTC,
                ParseOptions.STANDARD,
                RowSchema.SPANS,
                PriceTable.LIST_PRICES,
                DefaultOrder.NEWEST_FIRST,
                QueryLimits.STANDARD,
                0,
                RowReading.STANDARD);
    }

    /**
     * The same with another time zone.
     *
     * @param minutes minutes from local time to UTC, as JavaScript and Braintrust's {@code tz_offset} count them: 480
     *     for US Pacific standard time; from -1080 to 1080
     */
    public BtqlOptions withTimeZoneOffsetMinutes(int minutes) {
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(-60 * minutes);
        return new BtqlOptions(clock, offset, parsing, schema, prices, order, limits, sampleSeed, reading);
    }

    /** The same with other limits of texts and tolerance for old spellings. */
    public BtqlOptions withParsing(ParseOptions newParsing) {
        return new BtqlOptions(clock, timeZoneOffset, newParsing, schema, prices, order, limits, sampleSeed, reading);
    }

    /** The same for other rows. */
    public BtqlOptions withSchema(RowSchema newSchema) {
        return new BtqlOptions(clock, timeZoneOffset, parsing, newSchema, prices, order, limits, sampleSeed, reading);
    }

    /** The same with other prices. */
    public BtqlOptions withPrices(PriceTable newPrices) {
        return new BtqlOptions(clock, timeZoneOffset, parsing, schema, newPrices, order, limits, sampleSeed, reading);
    }

    /** The same with rows in another order. */
    public BtqlOptions withOrder(DefaultOrder newOrder) {
        return new BtqlOptions(clock, timeZoneOffset, parsing, schema, prices, newOrder, limits, sampleSeed, reading);
    }

    /** The same with other limits of memory. */
    public BtqlOptions withLimits(QueryLimits newLimits) {
        return new BtqlOptions(clock, timeZoneOffset, parsing, schema, prices, order, newLimits, sampleSeed, reading);
    }

    /** The same with other samples. */
    public BtqlOptions withSampleSeed(long newSampleSeed) {
        return new BtqlOptions(clock, timeZoneOffset, parsing, schema, prices, order, limits, newSampleSeed, reading);
    }

    /** The same with rows looked at otherwise; they are looked at {@link RowCheck#AS_READ} unless said so. */
    public BtqlOptions withRowCheck(RowCheck check) {
        return withReading(new RowReading(check, reading.threads()));
    }

    /**
     * The same with queries that put their first filter to rows on several threads. The result and its order are the
     * same; which of the rows that are malformed where they need not be read pass as rows may differ.
     *
     * @param threads from 1, the calling one included
     */
    public BtqlOptions withThreads(int threads) {
        return withReading(new RowReading(reading.check(), threads));
    }

    private BtqlOptions withReading(RowReading newReading) {
        return new BtqlOptions(clock, timeZoneOffset, parsing, schema, prices, order, limits, sampleSeed, newReading);
    }

    CallContext context() {
        return new CallContext(clock.instant(), timeZoneOffset, prices);
    }
}
