package io.btautomations.engine.bind;

import io.btautomations.engine.graph.Link;
import java.util.List;

/**
 * An automation ready to run.
 *
 * @param name unique among all that are loaded
 * @param file the flow definition that holds it
 * @param components in the order of the file
 * @param links the ways between them
 */
public record BoundAutomation(String name, String file, List<BoundComponent> components, List<Link> links) {

    public BoundAutomation {
        components = List.copyOf(components);
        links = List.copyOf(links);
    }

    /** The components that are run this way. */
    public List<BoundComponent> hosted(Hosting hosting) {
        return components.stream()
                .filter(component -> component.hosting() == hosting)
                .toList();
    }
}
