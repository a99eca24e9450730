package io.btautomations.engine.serve.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.braintrust.TransactionId;
import io.btautomations.core.port.WallClock;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.Normalizer;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The logs in a directory. Each project has a folder, with the files of its own log in it and those of its experiments
 * and datasets below. Folders with plain files, and plain files in the directory itself, are projects that can be read;
 * these bear the directory's name. One process at a time has a directory. Safe for use by several threads.
 */
public final class LogStore implements Closeable {

    /** Bytes after which a log begins another file. */
    public static final long USUAL_SEGMENT = 256L << 20;

    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_FOLDER = 60;

    private final Path directory;
    private final long longestSegment;
    private final WallClock clock;
    private final Notices notices;
    private final FileChannel lock;
    private final ObjectTable table;
    private final WriteClock transactions;
    private final ReentrantLock changing = new ReentrantLock();
    private final Map<String, WritableLog> writable = new HashMap<>();
    private final Map<Path, PlainLog> plain = new HashMap<>();

    private LogStore(
            Path directory,
            long longestSegment,
            WallClock clock,
            Notices notices,
            FileChannel lock,
            ObjectTable table,
            WriteClock transactions) {
        this.directory = directory;
        this.longestSegment = longestSegment;
        this.clock = clock;
        this.notices = notices;
        this.lock = lock;
        this.table = table;
        this.transactions = transactions;
    }

    /**
     * Opens a directory, which is made if it is not there, and finds out what is in its logs.
     *
     * @param longestSegment bytes after which a log begins another file
     * @throws InUseException if another process has it
     */
    public static LogStore open(Path directory, long longestSegment, WallClock clock, Notices notices)
            throws IOException, InUseException {
        Files.createDirectories(directory);
        Path real = directory.toRealPath();
        FileChannel lock =
                FileChannel.open(real.resolve("serve.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!isTaken(lock)) {
                throw new InUseException("another process serves '" + directory + "'; stop that one first");
            }
            LogStore store = new LogStore(
                    real,
                    longestSegment,
                    clock,
                    notices,
                    lock,
                    ObjectTable.open(real),
                    WriteClock.open(real.resolve("serve.clock"), clock));
            store.openAll();
            return store;
        } catch (IOException | InUseException e) {
            lock.close();
            throw e;
        }
    }

    /** Another process has the directory. */
    public static final class InUseException extends Exception {

        private static final long serialVersionUID = 1L;

        InUseException(String message) {
            super(message);
        }
    }

    private static boolean isTaken(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void openAll() throws IOException {
        for (ServedObject object : table.objects().values()) {
            writable.put(object.id(), open(object));
        }
    }

    private WritableLog open(ServedObject object) throws IOException {
        return WritableLog.open(object, object.directory(directory), longestSegment, clock, transactions, notices);
    }

    /** All projects: those that were registered, then those of plain files. */
    public List<ServedObject> projects() throws IOException {
        changing.lock();
        try {
            List<ServedObject> projects = new ArrayList<>(table.objects().values().stream()
                    .filter(object -> object.kind() == ServedObject.Kind.PROJECT)
                    .toList());
            projects.addAll(plainProjects());
            return projects;
        } finally {
            changing.unlock();
        }
    }

    private List<ServedObject> plainProjects() throws IOException {
        List<ServedObject> found = new ArrayList<>();
        if (PlainLog.isIn(directory)) {
            found.add(ServedObject.project(String.valueOf(directory.getFileName()), "", Optional.empty()));
        }
        List<String> taken =
                table.objects().values().stream().map(ServedObject::folder).toList();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path folder : entries.filter(Files::isDirectory).sorted().toList()) {
                String name = String.valueOf(folder.getFileName());
                boolean isOther = !taken.contains(name) && !name.startsWith(".");
                if (isOther && PlainLog.isIn(folder)) {
                    found.add(ServedObject.project(name, name, Optional.empty()));
                }
            }
        }
        return found;
    }

    /** The object of that kind with that id or, failing that, name; the same name in several projects names none. */
    public Optional<ServedObject> find(ServedObject.Kind kind, String idOrName) throws IOException {
        List<ServedObject> all = all(kind);
        Optional<ServedObject> byId =
                all.stream().filter(object -> object.id().equals(idOrName)).findFirst();
        if (byId.isPresent()) {
            return byId;
        }
        List<ServedObject> byName =
                all.stream().filter(object -> object.name().equals(idOrName)).toList();
        boolean isOne = byName.size() == 1 || kind == ServedObject.Kind.PROJECT && !byName.isEmpty();
        return isOne ? Optional.of(byName.getFirst()) : Optional.empty();
    }

    /** All objects of a kind. */
    public List<ServedObject> all(ServedObject.Kind kind) throws IOException {
        if (kind == ServedObject.Kind.PROJECT) {
            return projects();
        }
        changing.lock();
        try {
            return table.objects().values().stream()
                    .filter(object -> object.kind() == kind)
                    .toList();
        } finally {
            changing.unlock();
        }
    }

    /**
     * The project of that name, which is made if it is not there.
     *
     * @throws LogException if it cannot be a name
     */
    public ServedObject registerProject(String name) throws IOException, LogException {
        check(name);
        changing.lock();
        try {
            Optional<ServedObject> known = projects().stream()
                    .filter(project -> project.name().equals(name))
                    .findFirst();
            return known.isPresent()
                    ? known.get()
                    : register(ServedObject.project(
                            name, freeFolder("", name), Optional.of(clock.now().truncatedTo(ChronoUnit.MILLIS))));
        } finally {
            changing.unlock();
        }
    }

    /**
     * The experiment or dataset of that name in a project, which is made if it is not there.
     *
     * @throws LogException if it cannot be a name, or the project cannot be written to
     */
    public ServedObject register(ServedObject project, ServedObject.Kind kind, String name)
            throws IOException, LogException {
        check(name);
        checkWritable(project);
        changing.lock();
        try {
            Optional<ServedObject> known = find(project, kind, name);
            if (known.isPresent()) {
                return known.get();
            }
            String folder = freeFolder(project.folder() + "/" + kind.word() + "s/", name);
            return register(
                    ServedObject.within(project, kind, name, folder, clock.now().truncatedTo(ChronoUnit.MILLIS)));
        } finally {
            changing.unlock();
        }
    }

    /** The experiment or dataset of that name in a project. */
    public Optional<ServedObject> find(ServedObject project, ServedObject.Kind kind, String name) throws IOException {
        return all(kind).stream()
                .filter(object ->
                        object.projectId().equals(project.id()) && object.name().equals(name))
                .findFirst();
    }

    private ServedObject register(ServedObject object) throws IOException {
        WritableLog log = open(object);
        Path folder = object.directory(directory);
        while (folder != null && !folder.equals(directory)) {
            folder = folder.getParent();
            if (folder != null) {
                Segments.syncDirectory(folder);
            }
        }
        table.add(object);
        writable.put(object.id(), log);
        return object;
    }

    private static void check(String name) throws LogException {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new LogException(
                    LogException.Kind.MALFORMED,
                    "a name has from 1 to " + LONGEST_NAME + " characters, this one has " + name.length());
        }
    }

    private String freeFolder(String parent, String name) {
        String plainLetters = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String stem = plainLetters.isEmpty()
                ? "unnamed"
                : plainLetters.substring(0, Math.min(LONGEST_FOLDER, plainLetters.length()));
        String folder = parent + stem;
        for (int number = 2; Files.exists(directory.resolve(folder)); number++) {
            folder = parent + stem + "-" + number;
        }
        return folder;
    }

    private static void checkWritable(ServedObject object) throws LogException {
        if (!object.isWritable()) {
            throw new LogException(
                    LogException.Kind.FORBIDDEN,
                    "project '" + object.name()
                            + "' consists of plain files, which the server only reads; log to a project of another"
                            + " name");
        }
    }

    /**
     * Writes rows as the official clients send them. They are on the disk when this returns.
     *
     * @param rows each with an {@code id}
     * @return the transaction that has them
     * @throws LogException if a row cannot be written; then none is
     */
    public TransactionId write(ServedObject object, List<ObjectNode> rows) throws IOException, LogException {
        checkWritable(object);
        return writableLog(object).write(rows);
    }

    private WritableLog writableLog(ServedObject object) throws LogException {
        changing.lock();
        try {
            WritableLog log = writable.get(object.id());
            if (log == null) {
                throw new LogException(
                        LogException.Kind.FORBIDDEN,
                        "there is no " + object.kind().word() + " '" + object.id() + "'");
            }
            return log;
        } finally {
            changing.unlock();
        }
    }

    /** The rows of an object as they are now. */
    public LogView view(ServedObject object) throws IOException, LogException {
        return object.isWritable()
                ? writableLog(object).view()
                : plainLog(object).view();
    }

    private PlainLog plainLog(ServedObject object) {
        changing.lock();
        try {
            return plain.computeIfAbsent(object.directory(directory), path -> new PlainLog(path, notices));
        } finally {
            changing.unlock();
        }
    }

    /** A directory for uploads, which is none of a log. */
    public Path uploads() {
        return directory.resolve(".uploads");
    }

    /** The id of the last transaction that anything was written in, or of a later one. */
    public TransactionId lastTransaction() throws IOException {
        return transactions.settled(this);
    }

    @Override
    public void close() throws IOException {
        changing.lock();
        try {
            for (WritableLog log : writable.values()) {
                log.close();
            }
            transactions.close();
            lock.close();
        } finally {
            changing.unlock();
        }
    }
}
