package io.btautomations.core.source.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** What a failed access to a file tells a user. */
public final class FileProblem {

    private FileProblem() {}

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
