package io.btautomations.engine.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The row files of an export, with the number of rows in each, by path below the export. */
public final class ExportedFiles {

    private final SortedMap<String, Long> rows = new TreeMap<>();

    private ExportedFiles() {}

    /** What is below {@code root}; the export's own books are left out. */
    public static ExportedFiles below(Path root) throws IOException {
        ExportedFiles exported = new ExportedFiles();
        if (!Files.isDirectory(root)) {
            return exported;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".jsonl"))
                    .toList();
        }
        for (Path file : files) {
            try (Stream<String> lines = Files.lines(file)) {
                exported.rows.put(root.relativize(file).toString(), lines.count());
            }
        }
        return exported;
    }

    /** Number of rows by path. */
    public SortedMap<String, Long> rowsByPath() {
        return rows;
    }

    /** Number of rows in all files. */
    public long total() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }
}
