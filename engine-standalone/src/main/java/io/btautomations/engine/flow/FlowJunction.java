package io.btautomations.engine.flow;

/**
 * A funnel or a port: items pass through it unchanged. Items wait in a funnel from which nothing leads on.
 *
 * @param identifier identifies it
 * @param label what it is, for a person, for example {@code output port 'matches'}
 * @param place where it stands
 */
public record FlowJunction(String identifier, String label, Place place) {

    /** The label of a funnel, which has no name. */
    static final String FUNNEL = "funnel";

    /** Whether it is a funnel. */
    public boolean isFunnel() {
        return label.equals(FUNNEL);
    }
}
