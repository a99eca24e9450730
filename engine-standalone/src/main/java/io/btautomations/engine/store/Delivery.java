package io.btautomations.engine.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An item that waits, or waited, to be handed to the outside.
 *
 * @param number the order in which it came
 * @param component the component that hands it over
 * @param item the item's id
 * @param automation name of the automation
 * @param status where it stands
 * @param attributes of the item
 * @param queued when it came
 * @param due earliest time of the next attempt
 * @param attempts how often it was handed to the component
 * @param ended when it was delivered or given up
 * @param reason why it was given up, or why the last attempt failed
 */
public record Delivery(
        long number,
        String component,
        String item,
        String automation,
        Status status,
        Map<String, String> attributes,
        Instant queued,
        Instant due,
        int attempts,
        Optional<Instant> ended,
        Optional<String> reason) {

    /** Where a delivery stands. */
    public enum Status {
        /** Still to be delivered. */
        WAITING,
        /** Handed over. */
        DELIVERED,
        /** Given up; kept until it is replayed. */
        DEAD
    }

    public Delivery {
        attributes = Map.copyOf(attributes);
    }
}
