package io.btautomations.core.webhook;

import io.btautomations.core.port.HttpTransport.Header;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.webhook.payload.Payload;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The headers of a delivery, among them those of Standard Webhooks 1.0. Immutable. */
final class RequestHeaders {

    private static final String USER_AGENT = "User-Agent";

    private final List<Header> fixed;
    private final List<SigningKey> keys;

    private RequestHeaders(List<Header> fixed, List<SigningKey> keys) {
        this.fixed = List.copyOf(fixed);
        this.keys = List.copyOf(keys);
    }

    static RequestHeaders of(Settings settings) {
        List<Header> headers = new ArrayList<>();
        List<Header> custom = settings.find(WebhookDescriptions.CUSTOM_HEADERS).orElse(List.of());
        if (custom.stream().noneMatch(header -> header.name().equalsIgnoreCase(USER_AGENT))) {
            headers.add(new Header(USER_AGENT, "btautomations"));
        }
        authorization(settings).ifPresent(value -> headers.add(new Header("Authorization", value)));
        headers.addAll(custom);
        return new RequestHeaders(
                headers, settings.find(WebhookDescriptions.SIGNING_SECRETS).orElse(List.of()));
    }

    /** The headers of an attempt at {@code now}. */
    List<Header> of(Payload payload, String deliveryId, Instant now) {
        String timestamp = String.valueOf(now.getEpochSecond());
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Content-Type", payload.contentType()));
        headers.addAll(fixed);
        headers.addAll(payload.headers());
        headers.add(new Header("webhook-id", deliveryId));
        headers.add(new Header("webhook-timestamp", timestamp));
        if (!keys.isEmpty()) {
            byte[] signed = signed(deliveryId, timestamp, payload.body());
            headers.add(new Header(
                    "webhook-signature",
                    String.join(" ", keys.stream().map(key -> key.sign(signed)).toList())));
        }
        return headers;
    }

    /** Identifies endpoint and headers together, without telling them. */
    String fingerprint(Endpoint endpoint) {
        return HexFormat.of().formatHex(Endpoint.sha256(endpoint.uri() + "\n" + fixed), 0, 8);
    }

    private static byte[] signed(String deliveryId, String timestamp, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((deliveryId + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static Optional<String> authorization(Settings settings) {
        return switch (settings.get(WebhookDescriptions.AUTHENTICATION)) {
            case NONE -> Optional.empty();
            case BASIC -> {
                String pair =
                        settings.get(WebhookDescriptions.USERNAME) + ":" + settings.get(WebhookDescriptions.PASSWORD);
                yield Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
            }
            case BEARER -> Optional.of("Bearer " + settings.get(WebhookDescriptions.BEARER_TOKEN));
        };
    }
}
