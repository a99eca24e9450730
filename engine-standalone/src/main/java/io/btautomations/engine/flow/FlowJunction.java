package io.btautomations.engine.flow;

/**
 * A funnel or a port: items pass through it unchanged. Items wait in a funnel from which nothing leads on.
 *
 * @param identifier identifies it
 * @param kind what it is
 * @param name of a port; empty for a funnel, which has none
 * @param place where it stands
 */
public record FlowJunction(String identifier, Kind kind, String name, Place place) {

    public FlowJunction {
        place = place.describedAs(kind.label(name));
    }

    /** What a junction is. */
    public enum Kind {
        FUNNEL("funnel"),
        INPUT_PORT("input port"),
        OUTPUT_PORT("output port");

        private final String noun;

        Kind(String noun) {
            this.noun = noun;
        }

        private String label(String name) {
            return this == FUNNEL ? noun : noun + " '" + name + "'";
        }
    }

    /** What it is, for a person, for example {@code output port 'matches'}. */
    public String label() {
        return kind.label(name);
    }
}
