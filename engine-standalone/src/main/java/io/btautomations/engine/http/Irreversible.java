package io.btautomations.engine.http;

import io.btautomations.engine.store.Command.Verb;
import java.util.Optional;

/** What is only done if the automation's name is typed. */
enum Irreversible {
    RESET(
            Verb.RESET,
            "Reset",
            "It forgets what it read: a new generation begins at its Start Position. Rows that were exported or told of"
                    + " before come again if the Start Position is before them. This cannot be undone.",
            Optional.empty()),
    REWIND(
            Verb.REWIND,
            "Rewind",
            "It reads again what was written since a time or a transaction, in a new generation. Rows that were exported"
                    + " or told of since then come again, under new names. This cannot be undone.",
            Optional.of("To the beginning, a time such as 2026-01-31T00:00:00Z, or an _xact_id"));

    private final Verb verb;
    private final String title;
    private final String explanation;
    private final Optional<String> point;

    Irreversible(Verb verb, String title, String explanation, Optional<String> point) {
        this.verb = verb;
        this.title = title;
        this.explanation = explanation;
        this.point = point;
    }

    Verb verb() {
        return verb;
    }

    /** For a heading or a button. */
    String title() {
        return title;
    }

    /** What it does, for a person. */
    String explanation() {
        return explanation;
    }

    /** What field {@code to} is, where more than a name is needed. */
    Optional<String> point() {
        return point;
    }

    /** Where the question stands. */
    String question() {
        return "/confirm-" + verb;
    }

    /** Where the answer goes. */
    String action() {
        return "/" + verb;
    }
}
