package io.btautomations.engine.bind;

import io.btautomations.engine.graph.Dock;
import io.btautomations.engine.graph.Link;
import java.util.List;

/**
 * An automation ready to run.
 *
 * @param name unique among all that are loaded
 * @param file the flow definition that holds it
 * @param components in the order of the file
 * @param links the ways between them
 * @param docks the ways that end where items wait for a person
 * @param revision the same for two automations that do the same; says nothing of their values
 */
public record BoundAutomation(
        String name,
        String file,
        List<BoundComponent> components,
        List<Link> links,
        List<Dock> docks,
        Revision revision) {

    public BoundAutomation {
        components = List.copyOf(components);
        links = List.copyOf(links);
        docks = List.copyOf(docks);
    }

    /** Whether items that take this way out of a component wait for a person. */
    public boolean docks(BoundComponent component, String relationship) {
        return docks.stream()
                .anyMatch(dock -> dock.source().id().equals(component.id())
                        && dock.relationship().equals(relationship));
    }

    /** The components that may be handed stored items: those that deliver, and those whose items may wait. */
    public List<BoundComponent> stored() {
        return components.stream()
                .filter(component -> component.hosting() == Hosting.OUTBOX
                        || docks.stream().anyMatch(dock -> dock.source().id().equals(component.id())))
                .toList();
    }

    /** The components that are run this way. */
    public List<BoundComponent> hosted(Hosting hosting) {
        return components.stream()
                .filter(component -> component.hosting() == hosting)
                .toList();
    }
}
