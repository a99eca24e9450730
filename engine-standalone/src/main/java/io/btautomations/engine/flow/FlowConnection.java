package io.btautomations.engine.flow;

import java.util.List;

/**
 * A connection of a flow definition.
 *
 * @param identifier identifies it
 * @param source where items come from
 * @param relationships of the source; empty if that is no processor
 * @param destination where items go
 * @param objectThreshold number of waiting items at which the connection counts as full; 0 for never
 * @param place where it stands
 */
public record FlowConnection(
        String identifier, End source, List<String> relationships, End destination, long objectThreshold, Place place) {

    /**
     * One end of a connection.
     *
     * @param identifier of the component
     * @param type {@code PROCESSOR}, {@code FUNNEL}, {@code INPUT_PORT} or {@code OUTPUT_PORT}
     * @param name the component's name; may be empty
     */
    public record End(String identifier, String type, String name) {}

    public FlowConnection {
        relationships = List.copyOf(relationships);
    }
}
