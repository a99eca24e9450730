package io.btautomations.engine.flow;

/**
 * A funnel or a port: items pass through it unchanged.
 *
 * @param identifier identifies it
 * @param label what it is, for a person, for example {@code output port 'matches'}
 * @param place where it stands
 */
public record FlowJunction(String identifier, String label, Place place) {}
