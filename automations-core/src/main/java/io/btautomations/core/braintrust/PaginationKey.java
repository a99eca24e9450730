package io.btautomations.core.braintrust;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * The place of a row in a Braintrust log, {@code _pagination_key}: the low 48 bits of its transaction id, then its
 * number in the transaction in 16 bits.
 *
 * @param value as an unsigned number
 */
public record PaginationKey(long value) implements Comparable<PaginationKey> {

    private static final String MARK = "p";
    private static final int DIGITS = 20;
    private static final Pattern FORM = Pattern.compile(MARK + "[0-9]{" + DIGITS + "}");
    private static final int NUMBER_BITS = 16;

    /**
     * The key of the text.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static PaginationKey parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a pagination key is 'p' and " + DIGITS + " digits: '" + text + "'");
        }
        return new PaginationKey(Long.parseUnsignedLong(text.substring(MARK.length())));
    }

    /** The second of the row's write. */
    public Instant time() {
        return Instant.ofEpochSecond(value >>> NUMBER_BITS >>> NUMBER_BITS);
    }

    /** The key after this one; none is after the greatest. */
    public PaginationKey next() {
        return new PaginationKey(value + 1);
    }

    @Override
    public int compareTo(PaginationKey other) {
        return Long.compareUnsigned(value, other.value);
    }

    /** As rows show it; texts sort as keys do. */
    @Override
    public String toString() {
        String digits = Long.toUnsignedString(value);
        return MARK + "0".repeat(DIGITS - digits.length()) + digits;
    }
}
