package io.btautomations.engine.run;

import io.btautomations.core.step.Progress;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import io.btautomations.engine.bind.BoundComponent;
import io.btautomations.engine.bind.Hosting;
import io.btautomations.engine.flow.FlowProcessor;
import io.btautomations.engine.graph.Link;
import io.btautomations.engine.store.Backlog;
import io.btautomations.engine.store.Delivery;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries items through the flow within one unit of work: from step to step, the furthest first, until none is left.
 */
final class Carrier {

    private final AutomationHosts hosts;
    private final UnitOfWork work;
    private final EngineStore store;
    private final World world;
    private final Map<String, Deque<Item>> queues = new LinkedHashMap<>();
    private final Deque<ComponentHost> open = new ArrayDeque<>();
    private final Set<ComponentHost> touched = new LinkedHashSet<>();
    private final List<StepSession.CommitAction> last = new ArrayList<>();
    private long carried;
    private String current = "";

    Carrier(AutomationHosts hosts, UnitOfWork work, EngineStore store, World world) {
        this.hosts = hosts;
        this.work = work;
        this.store = store;
        this.world = world;
    }

    /** Triggers the step and carries what it sends out to its end. */
    Progress run(ComponentHost first, Deque<Item> inputs) throws StepException {
        Progress progress = trigger(first, inputs);
        while (!open.isEmpty()) {
            ComponentHost next = open.peek();
            Deque<Item> waiting = queue(next);
            if (waiting.isEmpty()) {
                open.pop();
                continue;
            }
            int before = waiting.size();
            trigger(next, waiting);
            if (waiting.size() == before && open.peek() == next) {
                throw new StepException(next.component() + " does not take its input; the run is done again");
            }
        }
        current = first.component().name();
        first.afterCommit(last, work);
        return progress;
    }

    /** The steps that took part. */
    Set<ComponentHost> touched() {
        return touched;
    }

    /** Name of the component that was at work last. */
    String current() {
        return current;
    }

    /** Number of items that were sent from step to step. */
    long carried() {
        return carried;
    }

    private Progress trigger(ComponentHost host, Deque<Item> inputs) throws StepException {
        touched.add(host);
        current = host.component().name();
        EngineSession session =
                new EngineSession(host.component(), work, inputs, route -> hasRoom(host.component(), route));
        Progress progress = host.trigger(session, work);
        session.requireComplete();
        settle(host, session);
        if (host.component().hosting() == Hosting.SOURCE) {
            last.addAll(session.actions());
        } else {
            host.afterCommit(session.actions(), work);
        }
        return progress;
    }

    private void settle(ComponentHost host, EngineSession session) throws StepException {
        BoundComponent component = host.component();
        Duration penalty = component.node().processor().scheduling().penalty();
        for (Item item : session.returned()) {
            Delivery delivery = item.delivery()
                    .orElseThrow(() -> new StepException(
                            component + " put an item back that it cannot handle yet; the run is done again", penalty));
            work.add(Outbox.postponed(item, delivery, world.clock().now(), penalty, false));
        }
        for (Item item : session.dropped()) {
            item.delivery().ifPresent(delivery -> work.add(Outbox.ended(item, delivery, "dropped")));
        }
        for (EngineSession.Transfer transfer : session.transfers()) {
            if (component.hosting() == Hosting.SOURCE) {
                work.sight().see(transfer.item());
            }
            if (!retried(host, transfer, penalty)) {
                send(host, transfer);
            }
        }
    }

    /** Whether the flow asks for another try instead of this way out. */
    private boolean retried(ComponentHost host, EngineSession.Transfer transfer, Duration penalty)
            throws StepException {
        FlowProcessor.Retry retry = host.component().node().processor().retry();
        if (!retry.relationships().contains(transfer.route().name())) {
            return false;
        }
        Item item = transfer.item();
        String counter = "retryCount." + host.component().id();
        Optional<Delivery> delivery = item.delivery();
        int tries = delivery.isPresent()
                ? number(delivery.get().attributes().get(counter))
                : hosts.retries(host.component().id());
        if (tries >= retry.count()) {
            return false;
        }
        Duration pause = backOff(penalty, tries, retry.longest());
        if (delivery.isEmpty()) {
            hosts.countRetry(host.component().id());
            throw new StepException(
                    host.component() + " sent an item to '" + transfer.route().name() + "', which is retried", pause);
        }
        Map<String, String> attributes = new LinkedHashMap<>(delivery.get().attributes());
        attributes.put(counter, Integer.toString(tries + 1));
        Item original = new Item(item.id(), attributes, item.content(), delivery);
        work.add(Outbox.postponed(original, delivery.get(), world.clock().now(), pause, true));
        return true;
    }

    private void send(ComponentHost host, EngineSession.Transfer transfer) throws StepException {
        Item item = transfer.item();
        BoundComponent component = host.component();
        List<Link> links = hosts.links(component, transfer.route().name());
        Optional<Delivery> delivery = item.delivery();
        boolean returns =
                links.stream().anyMatch(link -> link.destination().id().equals(component.id()));
        if (delivery.isPresent()) {
            Duration penalty = component.node().processor().scheduling().penalty();
            work.add(
                    returns
                            ? Outbox.postponed(
                                    item, delivery.get(), world.clock().now(), penalty, true)
                            : Outbox.ended(
                                    item, delivery.get(), transfer.route().name()));
        }
        boolean first = true;
        if (hosts.docks(component, transfer.route().name())
                && !Outbox.keeps(item, transfer.route().name())) {
            work.add(Outbox.parked(
                    component,
                    hosts.automation(),
                    item,
                    bytes(item),
                    transfer.route().name()));
        }
        for (Link link : links) {
            if (delivery.isPresent() && link.destination().id().equals(component.id())) {
                continue;
            }
            Item sent = first && delivery.isEmpty() ? item : item.copy(work.newItemId());
            first = false;
            arrive(hosts.host(link.destination().id()), sent);
        }
    }

    private void arrive(ComponentHost destination, Item item) throws StepException {
        carried++;
        if (destination.component().hosting() == Hosting.OUTBOX) {
            work.add(Outbox.enqueued(
                    destination.component(),
                    hosts.automation(),
                    item,
                    bytes(item),
                    world.clock().now()));
            return;
        }
        queue(destination).addLast(item);
        open.remove(destination);
        open.push(destination);
    }

    private Deque<Item> queue(ComponentHost host) {
        return queues.computeIfAbsent(host.component().id(), id -> new ArrayDeque<>());
    }

    private boolean hasRoom(BoundComponent component, Route route) {
        for (Link link : hosts.links(component, route.name())) {
            ComponentHost destination = hosts.host(link.destination().id());
            if (destination.component().hosting() == Hosting.OUTBOX
                    && link.objectThreshold() > 0
                    && waiting(destination) >= link.objectThreshold()) {
                return false;
            }
        }
        return true;
    }

    private long waiting(ComponentHost destination) {
        try {
            Backlog backlog = store.backlog(destination.component().id());
            return backlog.waiting() + work.enqueued(destination.component().id());
        } catch (StoreException e) {
            throw new HostFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static byte[] bytes(Item item) throws StepException {
        try (InputStream content = item.content().open()) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new StepException("cannot read an item back: " + e.getMessage(), e);
        }
    }

    private static int number(@Nullable String text) {
        return text == null || !text.matches("\\d{1,9}") ? 0 : Integer.parseInt(text);
    }

    private static Duration backOff(Duration base, int tries, Duration longest) {
        Duration pause = base.multipliedBy(1L << Math.min(tries, 20));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
