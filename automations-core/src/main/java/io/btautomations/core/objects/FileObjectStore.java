package io.btautomations.core.objects;

import io.btautomations.core.port.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Objects as files below a directory. An object appears whole or not at all, also after a crash of the machine, and of
 * several writers that create it, on this machine or over a shared mount, one wins.
 */
final class FileObjectStore implements ObjectStore {

    private static final int PAGE = 1_000;

    private final Path root;
    private final UploadArea uploads;

    FileObjectStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.uploads = new UploadArea(this.root);
    }

    @Override
    public Upload upload(String key, String contentType) throws IOException {
        Path target = path(key);
        try {
            return new FileUpload(uploads, target, uploads.begin());
        } catch (FileSystemException e) {
            throw explained("write", e);
        }
    }

    @Override
    public Optional<ObjectInfo> head(String key) throws IOException {
        return info(path(key));
    }

    @Override
    public Optional<InputStream> read(String key) throws IOException {
        try {
            return Optional.of(Files.newInputStream(path(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            throw explained("read", e);
        }
    }

    @Override
    public List<String> list(String prefix, String after) throws IOException {
        List<String> keys = new ArrayList<>();
        try {
            collect(root, "", prefix, after, keys);
        } catch (FileSystemException e) {
            throw explained("list", e);
        }
        return keys;
    }

    @Override
    public void delete(String key) throws IOException {
        try {
            Files.deleteIfExists(path(key));
        } catch (FileSystemException e) {
            throw explained("delete", e);
        }
    }

    @Override
    public String describe(String key) {
        return "file://" + path(key);
    }

    @Override
    public void close() {}

    static Optional<ObjectInfo> info(Path path) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            String etag = attributes.size() + "-" + attributes.lastModifiedTime() + "-" + attributes.fileKey();
            return attributes.isRegularFile() ? Optional.of(new ObjectInfo(attributes.size(), etag)) : Optional.empty();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            throw explained("read", e);
        }
    }

    /** The failure in words for a user. */
    static IOException explained(String verb, FileSystemException e) {
        String reason = e instanceof AccessDeniedException
                ? "permission denied; let the user that runs the automation " + verb + " there"
                : Optional.ofNullable(e.getReason()).orElse(e.getClass().getSimpleName());
        return new IOException("cannot " + verb + " " + e.getFile() + ": " + reason, e);
    }

    private Path path(String key) {
        return root.resolve(key);
    }

    private static void collect(Path directory, String base, String prefix, String after, List<String> keys)
            throws IOException {
        for (Path child : children(directory)) {
            if (keys.size() == PAGE) {
                return;
            }
            String key = base + child.getFileName();
            if (Files.isDirectory(child)) {
                String inside = key + "/";
                boolean wanted = inside.startsWith(prefix) || prefix.startsWith(inside);
                boolean before = !after.startsWith(inside) && compare(inside, after) <= 0;
                if (wanted && !before) {
                    collect(child, inside, prefix, after, keys);
                }
            } else if (key.startsWith(prefix) && compare(key, after) > 0) {
                keys.add(key);
            }
        }
    }

    /** What is in a directory, hidden entries left out, in the order of the keys that begin with it. */
    private static List<Path> children(Path directory) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path child : stream) {
                if (!String.valueOf(child.getFileName()).startsWith(".")) {
                    children.add(child);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        Function<Path, String> key = child -> child.getFileName() + (Files.isDirectory(child) ? "/" : "");
        children.sort(Comparator.comparing(key, FileObjectStore::compare));
        return children;
    }

    private static int compare(String left, String right) {
        return Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
