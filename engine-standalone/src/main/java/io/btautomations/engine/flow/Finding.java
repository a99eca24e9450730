package io.btautomations.engine.flow;

import java.util.Optional;

/**
 * Something a user should know of a flow before it runs.
 *
 * @param code stable identifier: {@code FLOW-1xx} file, {@code 2xx} graph, {@code 3xx} parameters, {@code 4xx}
 *     schedules; {@code SET-1xx} settings
 * @param severity how much it matters
 * @param message what was found and what would be right, one sentence; never shows a sensitive value
 * @param place where it was found
 * @param hint what to do about it, if that is not plain from the message
 */
public record Finding(String code, Severity severity, String message, Place place, Optional<String> hint) {

    /** A finding that keeps the flow from running. */
    public static Finding error(String code, String message, Place place) {
        return new Finding(code, Severity.ERROR, message, place, Optional.empty());
    }

    /** A finding that does not keep the flow from running. */
    public static Finding warning(String code, String message, Place place) {
        return new Finding(code, Severity.WARNING, message, place, Optional.empty());
    }

    /** The same finding with a hint. */
    public Finding withHint(String text) {
        return new Finding(code, severity, message, place, Optional.of(text));
    }

    /** Whether the flow cannot run. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** The finding for a person: code, severity and message, then where, then the hint. */
    public String render() {
        String text = code + " " + severity + ": " + message.stripTrailing() + "\n  at " + place;
        return hint.map(line -> text + "\n  hint: " + line).orElse(text);
    }
}
