package io.btautomations.btql.ast;

import java.util.Locale;

/** What a row of a source is. */
public enum Shape {
    /** One span; a filter holds for the span. */
    SPANS,
    /** One span, of all spans of the traces that have a span for which the filter holds. */
    TRACES,
    /** One trace. */
    SUMMARY;

    /** The shape as texts spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
