package io.btautomations.core.source.file;

import io.btautomations.core.source.log.Times;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A file of the log as it was found.
 *
 * @param path absolute
 * @param name the path as text
 * @param packing how it holds its rows
 * @param size in bytes
 * @param modified when it was last written
 * @param created when it was made, as far as the file system knows; never after {@code modified}
 * @param identity the same as long as it is the same file to the file system, if that tells
 */
public record LogFile(
        Path path, String name, Packing packing, long size, Instant modified, Instant created, int identity) {

    /** How long a file must have rested. */
    public static final Duration REST = Duration.ofSeconds(10);

    public static LogFile of(Path path, BasicFileAttributes attributes) {
        Instant modified = attributes.lastModifiedTime().toInstant();
        Instant created = attributes.creationTime().toInstant();
        return new LogFile(
                path,
                path.toString(),
                Packing.of(path.toString()),
                attributes.size(),
                modified,
                Times.earlier(created, modified),
                Objects.hashCode(attributes.fileKey()));
    }

    /** Whether the file was not written to for a while, so that it can be taken for whole. */
    public boolean rests(Instant now) {
        return !modified.plus(REST).isAfter(now);
    }
}
