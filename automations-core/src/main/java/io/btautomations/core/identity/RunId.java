package io.btautomations.core.identity;

import java.util.Locale;

/** The id of a run of a source. */
public final class RunId {

    private static final String PREFIX = "run_";
    private static final int LENGTH = PREFIX.length() + 26;

    private RunId() {}

    /** The id of a run; the same whenever that run is repeated. */
    public static String of(String automationId, String generation, long sequence) {
        return StableId.of(PREFIX, automationId, generation, Long.toString(sequence))
                .substring(0, LENGTH);
    }

    /** A run's place in its generation as a cursor: 20 digits, so that texts sort as numbers do. */
    public static String cursor(long sequence) {
        return String.format(Locale.ROOT, "%020d", sequence);
    }
}
