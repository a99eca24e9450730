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

    /** Refuses an option's number that is not positive. */
    static void requireAtLeastOne(String option, int number) throws CommandFailure {
        if (number < 1) {
            throw new CommandFailure(ExitCode.USAGE, option + " must be at least 1, got " + number);
        }
    }

    int exitCode() {
        return exitCode;
    }

    Optional<String> hint() {
        return hint;
    }
}
