package io.btautomations.core.braintrust;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Names a write to a Braintrust log, {@code _xact_id}: {@code 0x0DE1}, the second of the write, and a counter in 16
 * bits. Later writes have greater ids.
 *
 * @param value positive
 */
public record TransactionId(long value) implements Comparable<TransactionId> {

    private static final long MARK = 0x0DE1L << 48;
    private static final long SECONDS = 0xFFFF_FFFFL;
    private static final int COUNTER_BITS = 16;
    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{18}");

    /** @throws IllegalArgumentException if it is no transaction id */
    public TransactionId {
        if (value < 0 || (value & ~0xFFFF_FFFF_FFFFL) != MARK) {
            throw new IllegalArgumentException("a transaction id begins with 0x0DE1: " + value);
        }
    }

    /**
     * The id of the text.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static TransactionId parse(String decimal) {
        if (!FORM.matcher(decimal).matches()) {
            throw new IllegalArgumentException("a transaction id has 19 digits: '" + decimal + "'");
        }
        return new TransactionId(Long.parseLong(decimal));
    }

    /** The first id of that second; of the nearest second that ids have, from 1970 to 2106. */
    public static TransactionId firstOf(Instant time) {
        return new TransactionId(MARK | Math.clamp(time.getEpochSecond(), 0, SECONDS) << COUNTER_BITS);
    }

    /** The second of the write. */
    public Instant time() {
        return Instant.ofEpochSecond(value >> COUNTER_BITS & SECONDS);
    }

    /** The id after this one. */
    public TransactionId next() {
        return new TransactionId(value + 1);
    }

    /** The first {@code _pagination_key} of a row of this transaction. */
    public PaginationKey firstKey() {
        return new PaginationKey((value & 0xFFFF_FFFF_FFFFL) << COUNTER_BITS);
    }

    @Override
    public int compareTo(TransactionId other) {
        return Long.compare(value, other.value);
    }

    /** As rows show it. */
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
