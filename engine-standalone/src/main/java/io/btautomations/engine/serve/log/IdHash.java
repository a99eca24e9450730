package io.btautomations.engine.serve.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Numbers for ids, so that not the ids need to be kept: the first 64 bits of their SHA-256. Not for several threads.
 */
final class IdHash {

    private final MessageDigest digest;

    IdHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    long of(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length);
    }

    long of(byte[] bytes, int from, int to) {
        digest.update(bytes, from, to - from);
        return ByteBuffer.wrap(digest.digest()).getLong();
    }
}
