package io.btautomations.core.webhook;

import io.btautomations.core.port.HttpTransport.Header;
import io.btautomations.core.setting.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The headers of a delivery. Immutable. */
final class RequestHeaders {

    private static final String USER_AGENT = "User-Agent";

    private final List<Header> fixed;

    private RequestHeaders(List<Header> fixed) {
        this.fixed = List.copyOf(fixed);
    }

    static RequestHeaders of(Settings settings) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Content-Type", "application/json"));
        List<Header> custom = settings.find(WebhookDescriptions.CUSTOM_HEADERS).orElse(List.of());
        if (custom.stream().noneMatch(header -> header.name().equalsIgnoreCase(USER_AGENT))) {
            headers.add(new Header(USER_AGENT, "btautomations"));
        }
        authorization(settings).ifPresent(value -> headers.add(new Header("Authorization", value)));
        headers.addAll(custom);
        return new RequestHeaders(headers);
    }

    /** The headers of an attempt at {@code now}. */
    List<Header> of(String deliveryId, Instant now) {
        List<Header> headers = new ArrayList<>(fixed);
        headers.add(new Header("webhook-id", deliveryId));
        headers.add(new Header("webhook-timestamp", String.valueOf(now.getEpochSecond())));
        return headers;
    }

    /** Identifies endpoint and headers together, without telling them. */
    String fingerprint(Endpoint endpoint) {
        return HexFormat.of().formatHex(Endpoint.sha256(endpoint.uri() + "\n" + fixed), 0, 8);
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
