package io.btautomations.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the build put what is tested. The build tells by system properties. */
public final class TestFiles {

    private TestFiles() {}

    /** The repository's root. */
    public static Path repository() {
        return required("repository");
    }

    /** The NAR as it is released. */
    public static Path nar() {
        return required("nar");
    }

    /** The standalone engine as it is released. */
    static Path standaloneJar() {
        return required("standalone.jar");
    }

    /** A folder below the build's output, empty. */
    public static Path freshFolder(String name) {
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
    public static List<String> listing(Path folder) {
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

    /** The whole content of a file. */
    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes as text if they are UTF-8, else in hexadecimal, or as their hash if that would be long. */
    public static String readable(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return bytes.length <= 100
                    ? "hex " + HexFormat.of().formatHex(bytes)
                    : "sha256 " + HexFormat.of().formatHex(sha256(bytes));
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
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
