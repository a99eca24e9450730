package io.btautomations.engine.run;

import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.FlowItem;
import io.btautomations.engine.bind.BoundComponent;
import io.btautomations.engine.store.Change;
import io.btautomations.engine.store.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** What the fate of a delivered item means for its place in the store. */
final class Outbox {

    /** The route on which a step gives an item up. */
    static final String FAILURE = "failure";

    private Outbox() {}

    /** The item is to be tried again: at the time it carries, or after {@code pause}. */
    static Change postponed(Item item, Delivery delivery, Instant now, Duration pause, boolean attempted) {
        Instant due = notBefore(item).orElse(now.plus(pause));
        return new Change.Postpone(delivery.number(), item.attributes(), due, attempted, reason(item));
    }

    /** The item took a way out. */
    static Change ended(Item item, Delivery delivery, String route) {
        boolean dead = route.equals(FAILURE);
        Optional<String> reason =
                dead ? Optional.of(reason(item).orElse("the step gave it up without a reason")) : Optional.empty();
        return new Change.End(
                delivery.number(), dead ? Delivery.Status.DEAD : Delivery.Status.DELIVERED, item.attributes(), reason);
    }

    /** Whether a delivered item stays in its place when it takes that way out. */
    static boolean keeps(Item item, String route) {
        return item.delivery().isPresent() && route.equals(FAILURE);
    }

    /** An item that waits for a person to decide about it. */
    static Change parked(BoundComponent component, String automation, Item item, byte[] content, String route) {
        return new Change.Park(
                consignment(component, automation, item, content),
                reason(item).orElse(component.name() + " sent it to '" + route + "'"));
    }

    /** An item that is to be delivered by a component. When it is due is the component's business. */
    static Change enqueued(BoundComponent component, String automation, Item item, byte[] content, Instant now) {
        return new Change.Enqueue(consignment(component, automation, item, content), now);
    }

    private static Change.Consignment consignment(
            BoundComponent component, String automation, Item item, byte[] content) {
        return new Change.Consignment(component.id(), item.id(), automation, item.attributes(), content);
    }

    /** A stored delivery as an item. */
    static Item item(Delivery delivery, byte[] content) {
        return new Item(
                delivery.item(),
                Map.copyOf(delivery.attributes()),
                Content.InMemory.of(content),
                Optional.of(delivery));
    }

    private static Optional<Instant> notBefore(FlowItem item) {
        try {
            return item.attribute(Attributes.WEBHOOK_NOT_BEFORE).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> reason(FlowItem item) {
        return item.attribute(Attributes.WEBHOOK_ERROR)
                .or(() -> item.attribute(Attributes.EXPORT_ERROR))
                .or(() -> item.attribute(Attributes.LIMIT_ERROR))
                .or(() -> item.attribute(Attributes.FILTER_ERROR));
    }
}
