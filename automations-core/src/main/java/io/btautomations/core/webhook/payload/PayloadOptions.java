package io.btautomations.core.webhook.payload;

import java.net.URI;
import java.util.Optional;

/**
 * How payloads are made.
 *
 * @param target where they go; a form may need a place below it
 * @param links into the app
 * @param routingKey of a PagerDuty integration
 * @param severity for PagerDuty: critical, error, warning or info
 * @param apiKey of an Opsgenie integration
 * @param priority for Opsgenie: P1 to P5
 * @param template of the user's own form
 */
public record PayloadOptions(
        PayloadFormat format,
        URI target,
        AppLinks links,
        Optional<String> routingKey,
        String severity,
        Optional<String> apiKey,
        String priority,
        Optional<PayloadTemplate> template) {}
