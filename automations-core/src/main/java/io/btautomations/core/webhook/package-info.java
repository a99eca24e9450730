/**
 * Deliveries to a webhook: payload, attempts, retries. The door is
 * {@link io.btautomations.core.webhook.PostWebhookPayloadStep}.
 */
@NullMarked
package io.btautomations.core.webhook;

import org.jspecify.annotations.NullMarked;
