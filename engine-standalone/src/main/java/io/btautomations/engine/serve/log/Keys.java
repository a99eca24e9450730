package io.btautomations.engine.serve.log;

import io.btautomations.core.braintrust.PaginationKey;
import io.btautomations.core.braintrust.TransactionId;
import java.util.OptionalLong;

/** Keys of rows as numbers. */
public final class Keys {

    private static final long MARK = 0x0DE1L << 48;
    private static final int NUMBER_BITS = 16;

    private Keys() {}

    /** The number of a {@code _pagination_key}, if the text is one. */
    public static OptionalLong parse(String key) {
        try {
            return OptionalLong.of(PaginationKey.parse(key).value());
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    /** The number of the first key of a transaction, if the text is the id of one. */
    public static OptionalLong parseTransaction(String transaction) {
        try {
            return OptionalLong.of(TransactionId.parse(transaction).firstKey().value());
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    /** The transaction whose row has that key. */
    static TransactionId transaction(long key) {
        return new TransactionId(MARK | key >>> NUMBER_BITS);
    }
}
