package io.btautomations.core.webhook;

import io.btautomations.core.step.AttributeDescriptor;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.FlowItem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a delivery has come, as its item tells. A delivery begins anew when its item comes from elsewhere than
 * {@code retry}, or the endpoint has changed.
 *
 * @param attempts number of attempts made
 * @param first time of the first one
 * @param notBefore earliest time of the next one
 */
record Delivery(long attempts, Optional<Instant> first, Optional<Instant> notBefore) {

    private static final Delivery NEW = new Delivery(0, Optional.empty(), Optional.empty());

    static Delivery of(FlowItem item, Endpoint endpoint) {
        Optional<Instant> notBefore = time(item, Attributes.WEBHOOK_NOT_BEFORE);
        boolean same = item.attribute(Attributes.WEBHOOK_ENDPOINT)
                .filter(endpoint.toString()::equals)
                .isPresent();
        if (notBefore.isEmpty() || !same) {
            return NEW;
        }
        long attempts = item.attribute(Attributes.WEBHOOK_ATTEMPT)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::valueOf)
                .orElse(0L);
        return new Delivery(attempts, time(item, Attributes.WEBHOOK_FIRST_ATTEMPT), notBefore);
    }

    /**
     * Whether the next attempt may be made.
     *
     * @param timeLimit longest time that an attempt can have been put off; beyond that the clock stepped back
     */
    boolean isDue(Instant now, Duration timeLimit) {
        return notBefore
                .filter(time -> now.isBefore(time) && !now.isBefore(time.minus(timeLimit)))
                .isEmpty();
    }

    /** Time of the first attempt, if the next one is at {@code now}. */
    Instant firstAttempt(Instant now) {
        return first.filter(time -> !time.isAfter(now)).orElse(now);
    }

    private static Optional<Instant> time(FlowItem item, AttributeDescriptor attribute) {
        try {
            return item.attribute(attribute).filter(text -> !text.isEmpty()).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
