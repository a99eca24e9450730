package io.btautomations.engine.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The part of a state directory that holds what does not outlive the process that has the state. */
final class Scratch {

    private Scratch() {}

    static Path in(Path directory) {
        return directory.resolve("scratch");
    }

    /** Removes what a process that was killed left there. Only for the one that has the lock. */
    static void empty(Path directory) throws StoreException {
        Path scratch = in(directory);
        try {
            Files.createDirectories(scratch);
            Files.walkFileTree(scratch, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                        throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    if (!folder.equals(scratch)) {
                        Files.delete(folder);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "cannot tidy up '" + scratch + "'", e);
        }
    }
}
