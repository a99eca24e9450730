package io.btautomations.engine.cli;

import io.btautomations.engine.flow.FlowException;
import io.btautomations.engine.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import picocli.CommandLine;

/** Turns exceptions into a sentence for the user and an exit code. */
final class Failures implements CommandLine.IExecutionExceptionHandler {

    private final Console console;
    private final boolean verbose;

    Failures(Console console, boolean verbose) {
        this.console = console;
        this.verbose = verbose;
    }

    @Override
    public int handleExecutionException(
            Exception exception, CommandLine commandLine, CommandLine.ParseResult parseResult) {
        if (verbose) {
            exception.printStackTrace(console.err());
        }
        switch (exception) {
            case CommandFailure failure -> {
                console.err().println("automations: " + failure.getMessage());
                failure.hint().ifPresent(hint -> console.err().println("  hint: " + hint));
                return failure.exitCode();
            }
            case FlowException failure -> {
                console.err().println(failure.getMessage());
                return ExitCode.CONFIGURATION;
            }
            case StoreException failure -> {
                console.err().println("automations: " + failure.getMessage());
                return failure.kind() == StoreException.Kind.IN_USE ? ExitCode.TEMPORARY : ExitCode.IO;
            }
            case IOException failure -> {
                console.err().println("automations: " + describe(failure));
                return ExitCode.IO;
            }
            case UncheckedIOException failure -> {
                console.err().println("automations: " + describe(failure));
                return ExitCode.IO;
            }
            default -> {
                console.err()
                        .println("automations: internal error: " + exception
                                + (verbose ? "" : "; --verbose shows where, please report it"));
                return ExitCode.INTERNAL;
            }
        }
    }

    private static String describe(Exception failure) {
        Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
        if (cause instanceof FileSystemException file && file.getFile() != null) {
            return switch (file) {
                case NoSuchFileException missing -> "there is no file or directory '" + missing.getFile() + "'";
                case AccessDeniedException denied -> "no permission for '" + denied.getFile() + "'";
                case FileAlreadyExistsException existing -> "'" + existing.getFile() + "' is in the way";
                default ->
                    "'" + file.getFile() + "': " + Objects.requireNonNullElse(file.getReason(), "input/output error");
            };
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
