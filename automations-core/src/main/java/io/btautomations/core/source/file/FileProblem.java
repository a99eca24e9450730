package io.btautomations.core.source.file;

import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** What a failed access to a file tells a user. */
public final class FileProblem {

    private FileProblem() {}

    /** That a file cannot be read, and why. */
    public static StepException unreadable(LogFile file, IOException e) {
        return unreadable(file.name(), e);
    }

    /**
     * That a file cannot be read, and why.
     *
     * @param what as the user knows it
     */
    public static StepException unreadable(String what, IOException e) {
        return new StepException(what + " cannot be read: " + describe(e), e);
    }

    public static String describe(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no permission to read " + denied.getFile();
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case FileSystemException other ->
                other.getFile() + ": " + Optional.ofNullable(other.getReason()).orElse("input/output error");
            default -> Optional.ofNullable(e.getMessage()).orElse("input/output error");
        };
    }
}
