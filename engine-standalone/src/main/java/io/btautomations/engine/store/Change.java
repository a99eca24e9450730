package io.btautomations.engine.store;

import io.btautomations.engine.store.Delivery.Status;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Something that a transaction changes. */
public sealed interface Change {

    /**
     * The state of a component moves on.
     *
     * @param expected the state as it was read; the transaction fails if it is no longer that
     * @param next what comes in its place
     */
    record ReplaceState(StoredState expected, Map<String, String> next) implements Change {
        public ReplaceState {
            next = Map.copyOf(next);
        }
    }

    /**
     * An item that leaves a run.
     *
     * @param component the component that it goes to, now or on replay
     * @param item its id
     * @param automation name of the automation
     * @param attributes of the item
     * @param content of the item
     */
    record Consignment(
            String component, String item, String automation, Map<String, String> attributes, byte[] content) {
        public Consignment {
            attributes = Map.copyOf(attributes);
        }
    }

    /**
     * An item is to be delivered. An item that the component has been given before is left as it is.
     *
     * @param due earliest time of the first attempt
     */
    record Enqueue(Consignment item, Instant due) implements Change {}

    /**
     * An item is to wait until a person has it replayed. An item that came to wait before is left as it is.
     *
     * @param reason why it waits
     */
    record Park(Consignment item, String reason) implements Change {}

    /**
     * A delivery is to be tried again, or waits on.
     *
     * @param number of the delivery
     * @param attributes of the item from now on
     * @param due earliest time of the next attempt
     * @param attempted whether an attempt was made
     * @param reason why it goes on, if it is known
     */
    record Postpone(
            long number, Map<String, String> attributes, Instant due, boolean attempted, Optional<String> reason)
            implements Change {
        public Postpone {
            attributes = Map.copyOf(attributes);
        }
    }

    /**
     * A delivery is over.
     *
     * @param number of the delivery
     * @param status {@link Status#DELIVERED} or {@link Status#DEAD}
     * @param attributes of the item at the end
     * @param reason why it was given up
     */
    record End(long number, Status status, Map<String, String> attributes, Optional<String> reason) implements Change {
        public End {
            attributes = Map.copyOf(attributes);
        }
    }

    /** A run is over. */
    record Record(RunRecord run) implements Change {}
}
