package io.btautomations.core.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Identifiers that follow from what they identify and from nothing else: neither from the clock nor from the attempt.
 */
public final class StableId {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private StableId() {}

    /**
     * {@code prefix} and the SHA-256 of the parts in base 32, 52 characters of a-z and 2-7. Different lists of parts
     * have different identifiers.
     */
    public static String of(String prefix, String... parts) {
        return prefix + base32(hash(List.of(parts)));
    }

    private static byte[] hash(List<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 8 * bytes.length; bit += 5) {
            int index = bit / 8;
            int pair = (bytes[index] & 255) << 8 | (index + 1 < bytes.length ? bytes[index + 1] & 255 : 0);
            text.append(ALPHABET.charAt(pair >>> (11 - bit % 8) & 31));
        }
        return text.toString();
    }
}
