package io.btautomations.core.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;

/** The id of an automation. */
public final class AutomationId {

    private static final UUID NAMESPACE = UUID.fromString("2b6d7d0e-6e0c-5f4c-9a57-9d0f4c1e8a11");

    private AutomationId() {}

    /**
     * The id that the user gave, or else one that follows from the component's id: a UUID of version 5, the same on
     * every host.
     */
    public static String of(Optional<String> given, String componentId) {
        return given.filter(id -> !id.isBlank()).orElseGet(() -> derived(componentId));
    }

    private static String derived(String componentId) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .flip());
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(componentId.getBytes(StandardCharsets.UTF_8)));
            long high = hash.getLong() & ~0xF000L | 0x5000L;
            long low = hash.getLong() & ~(0b11L << 62) | 0b10L << 62;
            return new UUID(high, low).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
