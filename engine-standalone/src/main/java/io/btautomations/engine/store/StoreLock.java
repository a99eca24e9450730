package io.btautomations.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second process away from a state directory. The operating system frees it when the process ends. */
final class StoreLock implements AutoCloseable {

    private static final String FILE_NAME = "engine.lock";

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    static StoreLock acquire(Path directory) throws StoreException {
        Path file = directory.resolve(FILE_NAME);
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                String owner = owner(channel);
                channel.close();
                throw new StoreException(
                        StoreException.Kind.IN_USE,
                        "the state directory '" + directory + "' is in use by another process" + owner
                                + "; stop that one or choose another directory with --state");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
                    0);
            return new StoreLock(channel);
        } catch (IOException e) {
            closeQuietly(channel, e);
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE, "cannot lock the state directory '" + directory + "'", e);
        }
    }

    /** Whether a process has the directory; leaves everything as it is. */
    static boolean isHeld(Path directory) throws StoreException {
        Path file = directory.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return tryLock(channel) == null;
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE, "cannot look at the state directory '" + directory + "'", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        String pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        return pid.isEmpty() ? "" : " (process " + pid + ")";
    }

    private static void closeQuietly(@Nullable FileChannel channel, IOException reason) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                reason.addSuppressed(e);
            }
        }
    }
}
