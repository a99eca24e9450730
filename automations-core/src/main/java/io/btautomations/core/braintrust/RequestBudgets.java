package io.btautomations.core.braintrust;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Budgets of all organizations that are asked from one place. Keeps no key. Safe for use by several threads. */
final class RequestBudgets {

    /** What all clients in this JVM share. */
    static final RequestBudgets OF_THIS_JVM = new RequestBudgets();

    private final Map<String, RequestBudget> budgets = new ConcurrentHashMap<>();

    /** The budget of the organization that the options name, or else of their key. */
    RequestBudget of(ApiOptions options) {
        String owner = options.organization()
                .map(organization -> "organization " + organization)
                .orElseGet(() -> "key " + hash(options.key()));
        String peer = new Peer(options.url()).toString().toLowerCase(Locale.ROOT);
        return budgets.computeIfAbsent(peer + " " + owner, name -> new RequestBudget());
    }

    private static String hash(String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
