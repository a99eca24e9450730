package io.btautomations.core.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where a delivery goes. The text of it shows no more than may be seen: scheme, host, and enough of a hash to tell two
 * endpoints of a host apart.
 */
record Endpoint(URI uri) {

    @Override
    public String toString() {
        String hash = HexFormat.of().formatHex(sha256(uri.toString()), 0, 4);
        return uri.getScheme() + "://" + uri.getHost() + " (" + hash + ")";
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
