package io.btautomations.core.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * Objects below one root, by keys relative to it. Keys use {@code /} and cannot climb out of the root. Safe for use by
 * several threads.
 */
public interface ObjectStore extends AutoCloseable {

    /**
     * Begins an object. Nothing is to be seen under {@code key} before {@link Upload#create} or {@link Upload#replace}.
     *
     * @throws IOException if the store cannot be reached or refuses; the message says which permission is missing
     */
    Upload upload(String key, String contentType) throws IOException;

    /**
     * Begins an object in the way that large ones are sent, however short it is. That {@link Upload#create} refuses
     * what it must is left to the store alone, so that a test learns whether the store heeds it.
     */
    default Upload uploadInParts(String key, String contentType) throws IOException {
        return upload(key, contentType);
    }

    /** What is known of the object, if there is one. */
    Optional<ObjectInfo> head(String key) throws IOException;

    /** The object's content; the caller closes it. */
    Optional<InputStream> read(String key) throws IOException;

    /**
     * Keys that begin with {@code prefix} and come after {@code after}, sorted as bytes; at most 1,000, empty at the
     * end.
     */
    List<String> list(String prefix, String after) throws IOException;

    /** Deletes the object; no error if there is none. */
    void delete(String key) throws IOException;

    /** Where the object stands, for people and for lineage: {@code s3://bucket/prefix/key}. */
    String describe(String key);

    @Override
    void close();

    /**
     * What a store knows of an object.
     *
     * @param size in bytes
     * @param etag names this content of the object
     */
    record ObjectInfo(long size, String etag) {}

    /** Content on its way to an object. Closing without {@code create} or {@code replace} leaves nothing behind. */
    abstract class Upload extends OutputStream {

        /**
         * Completes the object if there is none under its key yet.
         *
         * @return false if there is one already; it is left as it is
         * @throws IOException if it is unknown whether the object was completed
         */
        public abstract boolean create() throws IOException;

        /**
         * Completes the object in the place of the one that {@code expected} tells of.
         *
         * @return false if the object there is another one, or none
         * @throws IOException if it is unknown whether the object was completed
         */
        public abstract boolean replace(ObjectInfo expected) throws IOException;

        @Override
        public abstract void close() throws IOException;
    }
}
