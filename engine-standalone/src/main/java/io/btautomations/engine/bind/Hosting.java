package io.btautomations.engine.bind;

/** How the engine runs a step. */
public enum Hosting {
    /** On its schedule; what it sends out is carried through the flow in the same unit of work. */
    SOURCE,
    /** Within the unit of work that brings it something. */
    INLINE,
    /** Like {@link #INLINE}, and on its schedule without input. */
    TICKING,
    /** Behind a durable queue, one item after the other, so that its troubles hold up nothing else. */
    OUTBOX
}
