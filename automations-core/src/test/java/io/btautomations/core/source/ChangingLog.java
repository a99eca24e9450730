package io.btautomations.core.source;

import com.github.luben.zstd.ZstdOutputStream;
import io.btautomations.core.parquet.ParquetSample;
import io.btautomations.core.source.file.LogFile;
import io.btautomations.core.source.file.Packing;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A log that several writers append to, and beside it a place where whole files appear. Files are rotated, compressed,
 * touched, moved, taken away with their directory and brought back behind the reader's back.
 */
final class ChangingLog {

    private static final int WRITERS = 3;

    private final Random random;
    private final Path home;
    private final Path away;
    private final List<String> rows = new ArrayList<>();
    private final Set<Integer> reshaped = new HashSet<>();
    private final String[] unfinished = new String[WRITERS];
    private final int[] unfinishedRow = new int[WRITERS];
    private Path directory;
    private int names = 100;
    /** A file that is about to be deleted, because it was compressed. */
    private Optional<Path> compressed = Optional.empty();

    /** @param root holds the log in its directory {@code log}, and when that is away, elsewhere */
    ChangingLog(Path root, Random random) throws IOException {
        this.random = random;
        this.home = root.resolve("log");
        this.away = root.resolve("away");
        this.directory = Files.createDirectory(home);
    }

    /** All rows that were written, by number. */
    List<String> rows() {
        return rows;
    }

    /** Whether the row is to be delivered as it was written, byte for byte. */
    boolean isKept(int number) {
        return !reshaped.contains(number);
    }

    /** Numbers of the rows that were written to their end. */
    Set<Integer> wholeRows() {
        Set<Integer> whole = IntStream.range(0, rows.size()).boxed().collect(Collectors.toCollection(HashSet::new));
        for (int writer = 0; writer < WRITERS; writer++) {
            if (unfinished[writer] != null) {
                whole.remove(unfinishedRow[writer]);
            }
        }
        return whole;
    }

    /** @param isRead tells whether everything was read, so that files may be deleted */
    void happen(Instant now, BooleanSupplier isRead) throws IOException {
        deleteCompressed();
        int writer = random.nextInt(WRITERS);
        switch (random.nextInt(24)) {
            case 0, 1, 2, 3 -> append(writer);
            case 4 -> appendHalf(writer);
            case 5 -> finish(writer);
            case 6 -> rename(writer);
            case 7 -> shift(writer);
            case 8, 9, 10 -> compress(writer, now);
            case 11 -> copyAndTruncate(writer);
            case 12, 13 -> appendToAny();
            case 14, 15, 16 -> create();
            case 17 -> {
                for (int count = random.nextInt(12); count > 0; count--) {
                    create();
                }
            }
            case 18 -> touch(now);
            case 19, 20 -> moveAny(now);
            case 21 -> takeAway();
            default -> {
                if (isRead.getAsBoolean()) {
                    deleteAny();
                }
            }
        }
    }

    /** Brings back what was taken away and ends all rows. */
    void settle() throws IOException {
        deleteCompressed();
        bringBack();
        for (int writer = 0; writer < WRITERS; writer++) {
            finish(writer);
        }
    }

    private void append(int writer) throws IOException {
        finish(writer);
        for (int count = random.nextInt(12); count >= 0; count--) {
            write(file(writer), row() + "\n");
        }
    }

    private void appendHalf(int writer) throws IOException {
        finish(writer);
        unfinishedRow[writer] = rows.size();
        String row = row();
        int cut = 1 + random.nextInt(row.length());
        write(file(writer), row.substring(0, cut));
        unfinished[writer] = row.substring(cut) + "\n";
    }

    private void finish(int writer) throws IOException {
        if (unfinished[writer] != null) {
            write(file(writer), unfinished[writer]);
            unfinished[writer] = null;
        }
    }

    /** As most loggers do it: the file gets a name of its own, a new one is begun. */
    private void rename(int writer) throws IOException {
        finish(writer);
        move(file(writer), sibling(writer, ++names));
    }

    /** As logrotate does it: .1 becomes .2, the file becomes .1. */
    private void shift(int writer) throws IOException {
        finish(writer);
        int free = 1;
        while (Files.exists(sibling(writer, free))) {
            free++;
        }
        for (int number = free; number > 1; number--) {
            move(sibling(writer, number - 1), sibling(writer, number));
        }
        move(file(writer), sibling(writer, 1));
    }

    private void copyAndTruncate(int writer) throws IOException {
        finish(writer);
        if (Files.exists(file(writer))) {
            Files.copy(file(writer), sibling(writer, ++names));
            Files.write(file(writer), new byte[0]);
        }
    }

    /** The file itself or one of its older siblings; the new file is still warm, or bears the old one's time. */
    private void compress(int writer, Instant now) throws IOException {
        finish(writer);
        int number = random.nextInt(4);
        Path plain = number == 0 ? file(writer) : sibling(writer, number);
        if (!Files.exists(plain)) {
            return;
        }
        int newNumber = number == 0 ? ++names : number;
        Path packed = directory.resolve(
                file(writer).getFileName() + "." + newNumber + (random.nextBoolean() ? ".gz" : ".zst"));
        if (Files.exists(packed)) {
            return;
        }
        FileTime old = Files.getLastModifiedTime(plain);
        pack(packed, Files.readAllBytes(plain));
        Files.setLastModifiedTime(packed, random.nextBoolean() ? old : FileTime.from(now));
        if (number == 0 || random.nextBoolean()) {
            Files.delete(plain);
        } else {
            compressed = Optional.of(plain);
        }
    }

    private void deleteCompressed() throws IOException {
        if (compressed.isPresent()) {
            Files.deleteIfExists(compressed.get());
            compressed = Optional.empty();
        }
    }

    /** Rows to a file that no writer is at: plain lines, or one more member. */
    private void appendToAny() throws IOException {
        Optional<Path> file = any();
        if (file.isPresent() && !isParquet(file.get()) && !isWriters(file.get())) {
            FileTime old = Files.getLastModifiedTime(file.get());
            String more = row() + "\n" + row() + "\n";
            if (Packing.of(file.get().toString()) == Packing.PLAIN) {
                write(file.get(), more);
            } else {
                pack(file.get(), more.getBytes(StandardCharsets.UTF_8));
                Files.setLastModifiedTime(file.get(), old);
            }
        }
    }

    /** A whole file, which may claim to be older than all others. */
    private void create() throws IOException {
        String name = String.valueOf((char) ('a' + random.nextInt(26))) + ++names;
        List<String> lines = new ArrayList<>();
        for (int count = random.nextInt(4); count >= 0; count--) {
            lines.add(row());
        }
        Path file;
        byte[] plain = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        switch (random.nextInt(5)) {
            case 0 -> {
                file = directory.resolve(name + ".parquet");
                for (int back = 1; back <= lines.size(); back++) {
                    reshaped.add(rows.size() - back);
                }
                Files.write(file, ParquetSample.of(lines));
            }
            case 1 -> {
                file = directory.resolve(name + (random.nextBoolean() ? ".jsonl.gz" : ".jsonl.zst"));
                pack(file, plain);
            }
            default -> {
                file = directory.resolve(name + ".jsonl");
                Files.write(file, plain);
            }
        }
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plus(Duration.ofDays(random.nextInt(20_000)))));
    }

    private void touch(Instant now) throws IOException {
        Optional<Path> file = any();
        if (file.isPresent()) {
            Instant time = random.nextBoolean() ? now : Instant.EPOCH.plusSeconds(random.nextInt(1_000_000));
            Files.setLastModifiedTime(file.get(), FileTime.from(time));
        }
    }

    /** To another name, or another directory, but nothing that is still being written. */
    private void moveAny(Instant now) throws IOException {
        Optional<Path> file = any();
        if (file.isPresent()
                && !isWriters(file.get())
                && LogFile.of(file.get(), Files.readAttributes(file.get(), BasicFileAttributes.class))
                        .rests(now)) {
            String name = file.get().getFileName().toString();
            String end = name.substring(name.indexOf('.'));
            Path old = Files.createDirectories(directory.resolve("old"));
            Files.move(file.get(), (random.nextBoolean() ? old : directory).resolve("m" + ++names + end));
        }
    }

    private void deleteAny() throws IOException {
        Optional<Path> file = any();
        if (file.isPresent() && !isUnfinished(file.get())) {
            if (isWriters(file.get()) && random.nextBoolean()) {
                Files.write(file.get(), new byte[0]);
            } else {
                Files.delete(file.get());
            }
        }
    }

    private void takeAway() throws IOException {
        if (directory.equals(home)) {
            deleteCompressed();
            Files.move(home, away);
            directory = away;
        } else {
            bringBack();
        }
    }

    private void bringBack() throws IOException {
        if (directory.equals(away)) {
            Files.deleteIfExists(home);
            Files.move(away, home, StandardCopyOption.ATOMIC_MOVE);
            directory = home;
        }
    }

    boolean isAway() {
        return directory.equals(away);
    }

    private Optional<Path> any() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(file -> compressed.filter(file::equals).isEmpty())
                    .sorted()
                    .toList();
            return files.isEmpty() ? Optional.empty() : Optional.of(files.get(random.nextInt(files.size())));
        }
    }

    private boolean isWriters(Path file) {
        for (int writer = 0; writer < WRITERS; writer++) {
            if (file.equals(file(writer))) {
                return true;
            }
        }
        return false;
    }

    private boolean isUnfinished(Path file) {
        for (int writer = 0; writer < WRITERS; writer++) {
            if (unfinished[writer] != null && file.equals(file(writer))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isParquet(Path file) {
        return Packing.of(file.toString()) == Packing.PARQUET;
    }

    private String row() {
        String row = "{\"id\":" + rows.size() + ",\"text\":\"" + "é".repeat(random.nextInt(10))
                + "x".repeat(random.nextInt(8) == 0 ? random.nextInt(9000) : random.nextInt(40)) + "\"}";
        rows.add(row);
        return row;
    }

    private static void pack(Path file, byte[] content) throws IOException {
        OutputStream bytes = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        try (OutputStream out =
                file.toString().endsWith(".gz") ? new GZIPOutputStream(bytes) : new ZstdOutputStream(bytes)) {
            out.write(content);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Path file(int writer) {
        return directory.resolve("app" + writer + ".jsonl");
    }

    private Path sibling(int writer, int number) {
        return directory.resolve("app" + writer + ".jsonl." + number);
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to);
        }
    }
}
