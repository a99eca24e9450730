package io.btautomations.engine.store;

import java.util.Locale;
import java.util.Optional;

/**
 * Something a user asked a running engine for.
 *
 * @param number the order in which it came
 * @param automation name of the automation
 * @param verb what is asked for
 * @param argument more about it; may be empty
 * @param outcome how it went, once it is done
 */
public record Command(long number, String automation, Verb verb, String argument, Optional<String> outcome) {

    /** What can be asked for. */
    public enum Verb {
        /** Run now. */
        TRIGGER,
        /** Do not run until resumed. */
        PAUSE,
        /** Run on schedule again. */
        RESUME,
        /** Forget the checkpoint: begin a new generation at the start position. */
        RESET,
        /** Read again from an earlier point, which the argument names, in a new generation. */
        REWIND;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
