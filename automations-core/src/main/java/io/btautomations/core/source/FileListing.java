package io.btautomations.core.source;

import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The files that paths and globs name at the moment. Links are followed; a file that has two names is found once. */
final class FileListing {

    private static final String SPECIAL = "*?[{\\";
    private static final int DEEPEST = 64;
    private static final String IN_DIRECTORY = "*.{jsonl,ndjson,jsonl.gz,ndjson.gz,jsonl.zst,ndjson.zst,parquet}";

    private final List<Pattern> patterns;

    /** Relative patterns are taken from the working directory. */
    FileListing(List<String> patterns) {
        this.patterns = patterns.stream().map(Pattern::of).toList();
    }

    /** The files, in the order of their names. What does not exist (yet) is left out. */
    List<LogFile> files() throws StepException {
        TreeMap<String, LogFile> found = new TreeMap<>();
        for (Pattern pattern : patterns) {
            try {
                collect(pattern, found);
            } catch (IOException e) {
                throw new StepException(
                        "Paths: '" + pattern.text() + "' cannot be listed: " + FileProblem.describe(e), e);
            }
        }
        return List.copyOf(found.values());
    }

    /** The file by that name, if there is one. */
    static Optional<LogFile> find(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.isRegularFile() ? Optional.of(LogFile.of(path, attributes)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The files beside {@code path} whose names begin as its name does, where a rotated log is to be found. */
    static List<LogFile> siblings(Path path) {
        Path directory = path.getParent();
        Path name = path.getFileName();
        if (directory == null || name == null) {
            return List.of();
        }
        int dot = name.toString().indexOf('.', 1);
        String stem = dot < 0 ? name.toString() : name.toString().substring(0, dot);
        TreeMap<String, LogFile> found = new TreeMap<>();
        try (java.util.stream.Stream<Path> entries = Files.list(directory)) {
            entries.filter(entry -> !entry.equals(path)
                            && Optional.ofNullable(entry.getFileName())
                                    .filter(other -> other.toString().startsWith(stem))
                                    .isPresent())
                    .flatMap(entry -> find(entry).stream())
                    .forEach(file -> found.put(file.name(), file));
        } catch (IOException e) {
            return List.of();
        }
        return List.copyOf(found.values());
    }

    private static void collect(Pattern pattern, TreeMap<String, LogFile> found) throws IOException {
        Optional<LogFile> single = find(pattern.root());
        if (single.isPresent() && pattern.depth() == 0) {
            add(single.get().path(), found);
            return;
        }
        if (!Files.exists(pattern.root())) {
            return;
        }
        Files.walkFileTree(
                pattern.root(),
                EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                Math.max(1, pattern.depth()),
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        if (attributes.isRegularFile() && pattern.matches(file)) {
                            add(file, found);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                        if (e instanceof NoSuchFileException
                                || e instanceof NotDirectoryException
                                || e instanceof FileSystemLoopException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }
                });
    }

    private static void add(Path path, TreeMap<String, LogFile> found) throws IOException {
        try {
            Path real = path.toRealPath();
            find(real).ifPresent(file -> found.put(file.name(), file));
        } catch (NoSuchFileException e) {
            found.remove(path.toString());
        }
    }

    /**
     * A path or glob, taken apart.
     *
     * @param text as the user wrote it
     * @param root deepest directory, or the file, that holds every match
     * @param depth how far below the root a match can be; 0 for a path without glob
     * @param matchers one of which must match the whole path
     * @param hidden whether names that begin with a dot match without saying so
     */
    private record Pattern(String text, Path root, int depth, List<PathMatcher> matchers, boolean hidden) {

        static Pattern of(String text) {
            int special = firstSpecial(text);
            if (special == text.length()) {
                Path path = Path.of(text).toAbsolutePath().normalize();
                return new Pattern(text, path, 0, matchers(escaped(path) + "/" + IN_DIRECTORY), false);
            }
            int slash = text.lastIndexOf('/', special);
            Path root = Path.of(slash < 0 ? "" : slash == 0 ? "/" : text.substring(0, slash))
                    .toAbsolutePath()
                    .normalize();
            String rest = text.substring(slash + 1);
            int depth = rest.contains("**")
                    ? DEEPEST
                    : (int) rest.chars().filter(character -> character == '/').count() + 1;
            String prefix = root.getNameCount() == 0 ? "/" : escaped(root) + "/";
            return new Pattern(text, root, depth, matchers(prefix + rest), rest.contains("/.") || rest.startsWith("."));
        }

        boolean matches(Path path) {
            boolean shown = hidden
                    || Optional.ofNullable(path.getFileName())
                            .filter(name -> name.toString().startsWith("."))
                            .isEmpty();
            return shown && matchers.stream().anyMatch(matcher -> matcher.matches(path));
        }

        /** {@code **}{@code /} also stands for no directory at all, as in shells. */
        private static List<PathMatcher> matchers(String glob) {
            List<PathMatcher> matchers = new ArrayList<>();
            java.nio.file.FileSystem files = java.nio.file.FileSystems.getDefault();
            matchers.add(files.getPathMatcher("glob:" + glob));
            if (glob.contains("/**/")) {
                matchers.add(files.getPathMatcher("glob:" + glob.replace("/**/", "/")));
            }
            return List.copyOf(matchers);
        }

        private static int firstSpecial(String text) {
            int index = 0;
            while (index < text.length() && SPECIAL.indexOf(text.charAt(index)) < 0) {
                index++;
            }
            return index;
        }

        private static String escaped(Path path) {
            return path.toString().replaceAll("[*?\\[\\]{}\\\\]", "\\\\$0");
        }
    }
}
