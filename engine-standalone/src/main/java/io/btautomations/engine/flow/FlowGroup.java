package io.btautomations.engine.flow;

import java.util.List;
import java.util.Optional;

/**
 * A process group of a flow definition.
 *
 * @param identifier identifies it
 * @param name as the user named it
 * @param comments as the user wrote them; may be empty
 * @param parameterContext name of the context whose parameters its processors see; NiFi does not pass it to groups
 *     within
 * @param processors in the order of the file
 * @param connections between members of the group and ports of the groups within
 * @param junctions funnels and ports
 * @param services controller services, for the group and the groups within
 * @param groups groups within
 * @param place where it stands
 */
public record FlowGroup(
        String identifier,
        String name,
        String comments,
        Optional<String> parameterContext,
        List<FlowProcessor> processors,
        List<FlowConnection> connections,
        List<FlowJunction> junctions,
        List<FlowService> services,
        List<FlowGroup> groups,
        Place place) {
    public FlowGroup {
        processors = List.copyOf(processors);
        connections = List.copyOf(connections);
        junctions = List.copyOf(junctions);
        services = List.copyOf(services);
        groups = List.copyOf(groups);
    }

    FlowGroup withProperty(String simpleType, String property, String value) {
        return new FlowGroup(
                identifier,
                name,
                comments,
                parameterContext,
                processors.stream()
                        .map(processor -> processor.simpleType().equals(simpleType)
                                ? processor.withProperty(property, value)
                                : processor)
                        .toList(),
                connections,
                junctions,
                services,
                groups.stream()
                        .map(group -> group.withProperty(simpleType, property, value))
                        .toList(),
                place);
    }
}
