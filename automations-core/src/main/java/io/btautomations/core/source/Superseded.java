package io.btautomations.core.source;

import io.btautomations.core.identity.RunId;
import java.util.Map;
import java.util.Optional;

/**
 * The generation in whose place another one reads rows again.
 *
 * @param generation its ULID
 * @param from number of the run that it would have made next, as cursors are written
 */
record Superseded(String generation, String from) {

    static final String PREFIX = "supersedes.";

    private static final String GENERATION_KEY = PREFIX + "generation";
    private static final String FROM_KEY = PREFIX + "from";

    /** What a state that is put aside leaves to be superseded: its generation, or what its own wish would have. */
    static Optional<Superseded> by(Map<String, String> state) {
        String generation = state.get(SourceState.GENERATION_KEY);
        if (generation == null) {
            return of(state);
        }
        String sequence = state.getOrDefault(SourceState.SEQUENCE_KEY, "0");
        boolean isNumber = sequence.matches("\\d{1,20}");
        return Optional.of(new Superseded(generation, RunId.cursor(isNumber ? Long.parseLong(sequence) + 1 : 0)));
    }

    /** What the entries of a state tell of. */
    static Optional<Superseded> of(Map<String, String> entries) {
        String generation = entries.get(GENERATION_KEY);
        String from = entries.get(FROM_KEY);
        return generation == null || from == null ? Optional.empty() : Optional.of(new Superseded(generation, from));
    }

    Map<String, String> entries() {
        return Map.of(GENERATION_KEY, generation, FROM_KEY, from);
    }
}
