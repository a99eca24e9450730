package io.btautomations.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one process after another takes of memory and disk, looked at from outside, by the books of Linux. */
final class ProcessWatch {

    /**
     * A look.
     *
     * @param resident bytes of memory
     * @param files open file descriptors
     * @param state bytes of the state directory, scratch included
     */
    record Sample(long pid, long resident, long files, long state) {}

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private final Path state;
    private final List<Sample> samples = new ArrayList<>();

    ProcessWatch(Path state) {
        this.state = state;
    }

    /** Takes a sample; none of a process that is gone. */
    void look(Process process) {
        Path books = Path.of("/proc", Long.toString(process.pid()));
        try {
            Matcher resident = RESIDENT.matcher(Files.readString(books.resolve("status")));
            if (resident.find()) {
                long files = TestFiles.listing(books.resolve("fd")).size();
                samples.add(new Sample(process.pid(), Long.parseLong(resident.group(1)) * 1024, files, size(state)));
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** The samples of one process. */
    List<Sample> of(Process process) {
        return samples.stream().filter(sample -> sample.pid() == process.pid()).toList();
    }

    /** The greatest of one third of some samples: 0, 1 or 2. */
    static long greatest(List<Sample> samples, int third, ToLongFunction<Sample> figure) {
        return samples.subList(samples.size() * third / 3, samples.size() * (third + 1) / 3).stream()
                .mapToLong(figure)
                .max()
                .orElseThrow();
    }

    /** Bytes of all objects on the heap that are in use, after a full collection. */
    static long heapInUse(Process process) throws IOException, InterruptedException {
        Process command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        command.waitFor();
        Matcher total = TOTAL.matcher(said);
        if (!total.find()) {
            throw new IOException("no histogram of the heap: " + said);
        }
        return Long.parseLong(total.group(1));
    }

    /** Bytes of all files below a folder. */
    static long size(Path folder) throws IOException {
        long bytes = 0;
        for (String name : TestFiles.listing(folder)) {
            try {
                bytes += Files.size(folder.resolve(name));
            } catch (NoSuchFileException e) {
                // removed since it was listed: takes nothing
                bytes += 0;
            }
        }
        return bytes;
    }
}
