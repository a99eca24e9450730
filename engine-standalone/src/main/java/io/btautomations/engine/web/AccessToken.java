package io.btautomations.engine.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The secret that clients must show. Never printed. Immutable. */
public final class AccessToken {

    private static final int SHORTEST = 16;

    private final byte[] hash;

    private AccessToken(byte[] hash) {
        this.hash = hash;
    }

    /**
     * The token of that text.
     *
     * @throws IllegalArgumentException if it is too short to be a secret, or cannot stand in a header
     */
    public static AccessToken of(String text) {
        if (text.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "a token has at least " + SHORTEST + " characters, this one has " + text.length());
        }
        if (!text.matches("[!-~]+")) {
            throw new IllegalArgumentException("a token consists of visible ASCII characters without spaces");
        }
        return new AccessToken(sha256(text));
    }

    /** Whether the text is the token; takes as long whatever of it is right. */
    public boolean matches(String text) {
        return MessageDigest.isEqual(hash, sha256(text));
    }

    @Override
    public String toString() {
        return "(token)";
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
