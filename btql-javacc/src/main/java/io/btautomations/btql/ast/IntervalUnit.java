package io.btautomations.btql.ast;

import java.util.Locale;

/** What an interval counts. */
public enum IntervalUnit {
    YEAR,
    MONTH,
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    MILLISECOND,
    MICROSECOND;

    /** The unit as texts spell it, for example {@code day}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
