package io.btautomations.engine.serve.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a log that is written to: {@code segment-000001.jsonl} and so on. Only the last one grows. Not for
 * several threads, but for {@link #path}.
 */
final class Segments implements Closeable {

    private static final Pattern NAME = Pattern.compile("segment-[0-9]{6,9}\\.jsonl");
    private static final int TAIL = 64 << 10;

    private final Path directory;
    private final long longest;
    private volatile List<Path> paths;
    private FileChannel last;
    private long end;
    private boolean isBroken;

    private Segments(Path directory, long longest, List<Path> paths, FileChannel last) throws IOException {
        this.directory = directory;
        this.longest = longest;
        this.paths = paths;
        this.last = last;
        this.end = last.size();
    }

    /**
     * Opens the files of a directory, which is made if it is not there. A line that was not written to its end when the
     * process or machine stopped is cut off the last file: nobody was told that it is there.
     *
     * @param longest bytes after which another file is begun
     */
    static Segments open(Path directory, long longest, Notices notices) throws IOException {
        Files.createDirectories(directory);
        List<Path> paths = new ArrayList<>(list(directory));
        boolean isNew = paths.isEmpty();
        if (isNew) {
            paths.add(path(directory, 1));
        }
        FileChannel last = append(paths.getLast());
        if (isNew) {
            syncDirectory(directory);
        }
        long whole = wholeLines(last);
        if (whole < last.size()) {
            notices.say(paths.getLast() + ": the last line is not whole, its " + (last.size() - whole)
                    + " bytes are cut off; nobody was told that it was written");
            last.truncate(whole);
            last.force(true);
        }
        return new Segments(directory, longest, List.copyOf(paths), last);
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file ->
                            NAME.matcher(String.valueOf(file.getFileName())).matches())
                    .sorted()
                    .toList();
        }
    }

    private static Path path(Path directory, int number) {
        return directory.resolve(String.format(Locale.ROOT, "segment-%06d.jsonl", number));
    }

    private static FileChannel append(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static long wholeLines(FileChannel file) throws IOException {
        long end = file.size();
        ByteBuffer tail = ByteBuffer.allocate(TAIL);
        while (end > 0) {
            long from = Math.max(0, end - TAIL);
            tail.clear().limit((int) (end - from));
            while (tail.hasRemaining() && file.read(tail, from + tail.position()) >= 0) {
                // until this stretch is read
            }
            for (int i = tail.position() - 1; i >= 0; i--) {
                if (tail.get(i) == '\n') {
                    return from + i + 1;
                }
            }
            end = from;
        }
        return 0;
    }

    /** Has what was made in a directory be there whatever happens. */
    static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory)) {
            channel.force(true);
        }
    }

    /** Number of files. */
    int count() {
        return paths.size();
    }

    /** The file with that number, from 0. Safe for use by several threads. */
    Path path(int number) {
        return paths.get(number);
    }

    /** Where the next lines will begin in the last file; begins another one if it is long enough. */
    long end() throws IOException {
        if (isBroken) {
            throw new IOException(directory + " takes no rows since a write failed; restart the server");
        }
        if (end >= longest) {
            Path next = path(directory, number(paths.getLast()) + 1);
            FileChannel opened = append(next);
            syncDirectory(directory);
            last.close();
            last = opened;
            end = 0;
            List<Path> more = new ArrayList<>(paths);
            more.add(next);
            paths = List.copyOf(more);
        }
        return end;
    }

    private static int number(Path path) {
        return Integer.parseInt(path.getFileName().toString().replaceAll("\\D", ""));
    }

    /** Adds lines at {@link #end}; they are on the disk when this returns, and not there at all if it fails. */
    void write(byte[] lines, int length) throws IOException {
        try {
            ByteBuffer source = ByteBuffer.wrap(lines, 0, length);
            while (source.hasRemaining()) {
                last.write(source, end + source.position());
            }
            last.force(false);
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
        end += length;
    }

    private void takeBack(IOException failure) {
        try {
            last.truncate(end);
            last.force(true);
        } catch (IOException e) {
            isBroken = true;
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        last.close();
    }
}
