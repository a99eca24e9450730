package io.btautomations.engine.cli;

import java.util.Optional;

/** Why a command could not do its work; the message is for the user. */
final class CommandFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final transient Optional<String> hint;

    CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
        this.hint = Optional.empty();
    }

    CommandFailure(int exitCode, String message, String hint) {
        super(message);
        this.exitCode = exitCode;
        this.hint = Optional.of(hint);
    }

    int exitCode() {
        return exitCode;
    }

    Optional<String> hint() {
        return hint;
    }
}
