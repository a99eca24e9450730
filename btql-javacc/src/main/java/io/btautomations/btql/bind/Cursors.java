package io.btautomations.btql.bind;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Cursors and pagination keys: a cursor is the base64url form, without padding, of the eight bytes of the number that
 * stands after {@code p} in the last row's {@code _pagination_key}.
 */
public final class Cursors {

    private static final Pattern KEY = Pattern.compile("p[0-9]{1,20}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{11}");

    private Cursors() {}

    /** The number within a {@code _pagination_key}, unsigned. */
    public static OptionalLong ofKey(String paginationKey) {
        if (!KEY.matcher(paginationKey).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseUnsignedLong(paginationKey, 1, paginationKey.length(), 10));
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }

    /** The cursor that continues after the row with this number. */
    public static String encode(long number) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The number that a cursor carries, unsigned. */
    static OptionalLong decode(String cursor) {
        return Optional.of(cursor)
                .filter(token -> TOKEN.matcher(token).matches())
                .map(token -> Base64.getUrlDecoder().decode(token))
                .map(bytes -> OptionalLong.of(ByteBuffer.wrap(bytes).getLong()))
                .orElse(OptionalLong.empty());
    }
}
