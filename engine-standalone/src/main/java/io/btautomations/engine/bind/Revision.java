package io.btautomations.engine.bind;

import java.util.List;

/**
 * What an automation is, to be compared: equal if nothing changed that it does or refers to. It holds values of
 * parameters, secrets among them, and shows none.
 */
public final class Revision {

    private final List<String> parts;

    /** @param parts what an automation is made of, in an order of its own */
    public Revision(List<String> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Revision that && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return "a revision";
    }
}
