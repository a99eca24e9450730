package io.btautomations.core.source.file;

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
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that paths and globs name at the moment. Links are followed; a file that has two names is found once. */
public final class FileListing {

    private static final String SPECIAL = "*?[{\\";
    private static final int DEEPEST = 64;
    private static final String IN_DIRECTORY = "*.{jsonl,ndjson,jsonl.gz,ndjson.gz,jsonl.zst,ndjson.zst,parquet}";

    private final List<Pattern> patterns;

    /** Relative patterns are taken from the working directory. */
    public FileListing(List<String> patterns) {
        this.patterns = patterns.stream().map(Pattern::of).toList();
    }

    /**
     * What was found.
     *
     * @param files in the order of their names
     * @param isComplete whether every pattern named a file; if not, a directory may be out of reach for a while
     */
    public record Listed(List<LogFile> files, boolean isComplete) {}

    /** The files, in the order of their names. What does not exist (yet) is left out. */
    public List<LogFile> files() throws StepException {
        return list().files();
    }

    public Listed list() throws StepException {
        Map<String, LogFile> found = new HashMap<>();
        boolean isComplete = true;
        for (Pattern pattern : patterns) {
            try {
                Collector collector = new Collector(pattern, found);
                collector.collect();
                isComplete &= collector.hasFound();
            } catch (IOException e) {
                throw new StepException(
                        "Paths: '" + pattern.text() + "' cannot be listed: " + FileProblem.describe(e), e);
            }
        }
        return new Listed(
                found.values().stream()
                        .sorted(Comparator.comparing(LogFile::name))
                        .toList(),
                isComplete);
    }

    /** The file by that name, if there is one. */
    public static Optional<LogFile> find(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.isRegularFile() ? Optional.of(LogFile.of(path, attributes)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Collects the files that a pattern names, under their names without links. */
    private static final class Collector extends SimpleFileVisitor<Path> {

        private final Pattern pattern;
        private final Map<String, LogFile> found;
        private final Map<Path, Path> realDirectories = new HashMap<>();
        private boolean hasFound;

        Collector(Pattern pattern, Map<String, LogFile> found) {
            this.pattern = pattern;
            this.found = found;
        }

        boolean hasFound() {
            return hasFound;
        }

        void collect() throws IOException {
            Optional<LogFile> single = find(pattern.root());
            if (single.isPresent() && pattern.depth() == 0) {
                find(pattern.root().toRealPath()).ifPresent(this::put);
            } else if (Files.exists(pattern.root())) {
                int depth = Math.max(1, pattern.depth());
                Files.walkFileTree(pattern.root(), EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, this);
            }
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!attributes.isRegularFile() || !pattern.matches(file)) {
                return FileVisitResult.CONTINUE;
            }
            Path directory = file.getParent();
            Path name = file.getFileName();
            try {
                if (directory == null || name == null || Files.isSymbolicLink(file)) {
                    find(file.toRealPath()).ifPresent(this::put);
                } else {
                    put(LogFile.of(realDirectory(directory).resolve(name), attributes));
                }
            } catch (NoSuchFileException e) {
                return FileVisitResult.CONTINUE;
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

        private Path realDirectory(Path directory) throws IOException {
            Path known = realDirectories.get(directory);
            if (known == null) {
                known = directory.toRealPath();
                realDirectories.put(directory, known);
            }
            return known;
        }

        private void put(LogFile file) {
            hasFound = true;
            found.put(file.name(), file);
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
