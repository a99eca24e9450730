package io.btautomations.core.objects;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the files of a store lie until they are complete: a hidden directory beside them. Every unfinished file is
 * locked by its writer, so that what a dead process left behind is known for it and removed. Safe for use by several
 * threads.
 */
final class UploadArea {

    private static final boolean SYNC_DIRECTORIES =
            !System.getProperty("os.name", "").startsWith("Windows");

    private static final AtomicLong NUMBER = new AtomicLong();

    private final Path root;
    private final Path directory;
    private boolean swept;

    UploadArea(Path root) {
        this.root = root;
        this.directory = root.resolve(".uploads");
    }

    /** A file on its way, locked by this process. */
    record Draft(Path path, FileChannel channel) {}

    Draft begin() throws IOException {
        createDirectories(directory);
        sweepOnce();
        while (true) {
            Path path = directory.resolve(
                    "upload-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet() + ".part");
            try {
                FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                if (channel.tryLock() == null) {
                    channel.close();
                    throw new FileSystemException(path.toString(), null, "another process holds a lock on it");
                }
                return new Draft(path, channel);
            } catch (FileAlreadyExistsException e) {
                continue; // a process of the same number on another machine, or before
            }
        }
    }

    /** Gives the draft its name unless there is a file of that name; the draft itself stays. */
    boolean create(Draft draft, Path target) throws IOException {
        draft.channel().force(true);
        createDirectories(parent(target));
        try {
            Files.createLink(target, draft.path());
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException e) {
            throw new FileSystemException(
                    target.toString(), null, "the file system knows no hard links, which creating objects once needs");
        }
        sync(parent(target));
        return true;
    }

    /** Puts the draft in the place of {@code target} if that is still the file with this tag. */
    synchronized boolean replace(Draft draft, Path target, String etag) throws IOException {
        draft.channel().force(true);
        try (FileChannel guard = FileChannel.open(
                        directory.resolve("replace.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = guard.lock()) {
            boolean same = lock.isValid()
                    && FileObjectStore.info(target)
                            .filter(info -> info.etag().equals(etag))
                            .isPresent();
            if (same) {
                Files.move(draft.path(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                sync(parent(target));
            }
            return same;
        }
    }

    void discard(Draft draft) throws IOException {
        draft.channel().close();
        Files.deleteIfExists(draft.path());
    }

    private synchronized void sweepOnce() throws IOException {
        if (swept) {
            return;
        }
        swept = true;
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, "upload-*.part")) {
            for (Path leftover : leftovers) {
                removeIfAbandoned(leftover);
            }
        }
    }

    private static void removeIfAbandoned(Path leftover) throws IOException {
        try (FileChannel channel = FileChannel.open(leftover, StandardOpenOption.WRITE)) {
            Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
            if (lock.isPresent()) {
                Files.deleteIfExists(leftover);
            }
        } catch (OverlappingFileLockException e) {
            return; // this process is writing it
        } catch (FileSystemException e) {
            return; // another process has just removed it
        }
    }

    private void createDirectories(Path wanted) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path path = wanted; !Files.isDirectory(path); path = parent(path)) {
            missing.push(path);
        }
        Files.createDirectories(wanted);
        for (Path created : missing) {
            sync(parent(created));
        }
    }

    private Path parent(Path path) {
        return Optional.ofNullable(path.getParent()).orElse(root);
    }

    private static void sync(Path directory) throws IOException {
        if (SYNC_DIRECTORIES) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
