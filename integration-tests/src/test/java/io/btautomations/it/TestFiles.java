package io.btautomations.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the build put what is tested. The build tells by system properties. */
final class TestFiles {

    private TestFiles() {}

    /** The repository's root. */
    static Path repository() {
        return required("repository");
    }

    /** The NAR as it is released. */
    static Path nar() {
        return required("nar");
    }

    /** The standalone engine as it is released. */
    static Path standaloneJar() {
        return required("standalone.jar");
    }

    /** A folder below the build's output, empty. */
    static Path freshFolder(String name) {
        Path folder = repository().resolve("integration-tests/target").resolve(name);
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> content = Files.walk(folder)) {
                    for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files below a folder, to which others may write meanwhile, by their path relative to it, sorted. */
    static List<String> listing(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<String> files = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(folder.relativize(file).toString());
                    return FileVisitResult.CONTINUE;
                }

                /** What went away meanwhile is not there. */
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw e;
                }
            });
            files.sort(Comparator.naturalOrder());
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole content of a file of UTF-8. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path required(String property) {
        return Path.of(Optional.ofNullable(System.getProperty(property))
                        .orElseThrow(() -> new IllegalStateException(
                                "The system property '" + property + "' is not set: run the test by the build")))
                .toAbsolutePath()
                .normalize();
    }
}
