package io.btautomations.core.ratelimit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Short names for long texts: the first 64 bits of their SHA-256. */
final class Hashes {

    private Hashes() {}

    /** The hash of a text as a number. */
    static long number(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The hash of a text as eleven characters. */
    static String key(String text) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(number(text)).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
