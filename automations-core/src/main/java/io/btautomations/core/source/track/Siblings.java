package io.btautomations.core.source.track;

import io.btautomations.core.source.file.FileListing;
import io.btautomations.core.source.file.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files beside a file whose names begin as its name does, where a rotated log is to be found. Each directory is
 * listed once. For one thread.
 */
final class Siblings {

    /** No more of them are looked at, those with the next names: rotated logs are named after the log. */
    private static final int MOST = 200;

    private final Map<Path, NavigableSet<String>> directories = new HashMap<>();

    /** @param isWanted tells by its name whether a file is one of them */
    List<LogFile> of(Path path, Predicate<String> isWanted) {
        Path directory = path.getParent();
        Path fileName = path.getFileName();
        if (directory == null || fileName == null) {
            return List.of();
        }
        String name = fileName.toString();
        int dot = name.indexOf('.', 1);
        String stem = dot < 0 ? name : name.substring(0, dot);
        NavigableSet<String> names = directories.computeIfAbsent(directory, Siblings::list);
        List<LogFile> siblings = new ArrayList<>();
        add(names.tailSet(name, false), stem, directory, isWanted, siblings);
        add(names.headSet(name, false).descendingSet(), stem, directory, isWanted, siblings);
        return siblings;
    }

    private static void add(
            NavigableSet<String> names,
            String stem,
            Path directory,
            Predicate<String> isWanted,
            List<LogFile> siblings) {
        int looked = 0;
        for (String name : names) {
            if (!name.startsWith(stem) || looked == MOST) {
                return;
            }
            Path path = directory.resolve(name);
            if (isWanted.test(path.toString())) {
                FileListing.find(path).ifPresent(siblings::add);
                looked++;
            }
        }
    }

    private static NavigableSet<String> list(Path directory) {
        NavigableSet<String> names = new TreeSet<>();
        try (Stream<Path> entries = Files.list(directory)) {
            entries.flatMap(entry -> Optional.ofNullable(entry.getFileName()).stream())
                    .forEach(name -> names.add(name.toString()));
        } catch (IOException | java.io.UncheckedIOException e) {
            names.clear();
        }
        return names;
    }
}
