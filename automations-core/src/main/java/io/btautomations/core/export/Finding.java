package io.btautomations.core.export;

/**
 * Something about an export that is not as its commit log says.
 *
 * @param code stable identifier, {@code EXP-2xx}
 * @param severity whether it breaks the proof
 * @param subject location of the object that it is about
 * @param message what was found and what should be, one sentence
 */
public record Finding(String code, Severity severity, String subject, String message) {

    /** Whether a finding breaks the proof. */
    public enum Severity {
        /** The export is not whole, or not what was written. */
        ERROR,
        /** Nothing is proven wrong, but a person should know: an export that is at work leaves such traces. */
        WARNING
    }
}
