package io.btautomations.engine.run;

import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.bind.BoundComponent;
import io.btautomations.engine.graph.Link;
import io.btautomations.engine.store.EngineStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** The steps of one automation and the ways between them. */
final class AutomationHosts implements AutoCloseable {

    private final BoundAutomation automation;
    private final Map<String, ComponentHost> hosts = new LinkedHashMap<>();
    private final Map<String, Integer> retries = new ConcurrentHashMap<>();

    AutomationHosts(BoundAutomation automation, EngineStore store, World world, BooleanSupplier scheduled) {
        this.automation = automation;
        for (BoundComponent component : automation.components()) {
            hosts.put(component.id(), new ComponentHost(component, automation.name(), store, world, scheduled));
        }
    }

    /** Name of the automation. */
    String automation() {
        return automation.name();
    }

    ComponentHost host(String component) {
        return Optional.ofNullable(hosts.get(component)).orElseThrow(() -> new NoSuchElementException(component));
    }

    List<Link> links(BoundComponent component, String relationship) {
        return automation.links().stream()
                .filter(link -> link.source().id().equals(component.id())
                        && link.relationship().equals(relationship))
                .toList();
    }

    /** Whether items that take this way out of a component wait for a person. */
    boolean docks(BoundComponent component, String relationship) {
        return automation.docks(component, relationship);
    }

    /** How often the component's present input was tried again. */
    int retries(String component) {
        return retries.getOrDefault(component, 0);
    }

    void countRetry(String component) {
        retries.merge(component, 1, Integer::sum);
    }

    void clearRetries() {
        retries.clear();
    }

    @Override
    public void close() {
        hosts.values().forEach(ComponentHost::close);
    }
}
