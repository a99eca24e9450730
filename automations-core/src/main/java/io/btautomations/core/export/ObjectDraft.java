package io.btautomations.core.export;

import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.port.ObjectStore.ObjectInfo;
import io.btautomations.core.port.ObjectStore.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** An object with rows that is being written. Closing without {@link #finish} leaves nothing behind. For one thread. */
final class ObjectDraft implements AutoCloseable {

    /** Decides whether an object that stands in the way may be taken over. */
    @FunctionalInterface
    interface Occupied {

        /** Returns if it may be. */
        void requireUnnamed(String key) throws IOException, AlreadyLoggedException;
    }

    private final ObjectStore store;
    private final String key;
    private final Upload upload;
    private final MeasuredOutput output;
    private final RowEncoder encoder;
    private long rows;
    private long rowBytes;

    ObjectDraft(ObjectStore store, String key, Encoding encoding) throws IOException {
        this.store = store;
        this.key = key;
        this.upload = store.upload(key, encoding.contentType());
        this.output = new MeasuredOutput(upload);
        this.encoder = encoding.open(output);
    }

    void write(ExportRows row) throws IOException {
        encoder.write(row);
        rows++;
        rowBytes += row.end() - row.start() + 1L;
    }

    /** Bytes of its rows, line ends included, before compression. */
    long rowBytes() {
        return rowBytes;
    }

    /**
     * Completes the object. One that is there with the same content is left as it is; one with other content, which
     * some earlier attempt left behind, is replaced.
     *
     * @param occupied asked if there is an object in the way
     */
    LoggedObject finish(Occupied occupied) throws IOException, AlreadyLoggedException {
        encoder.finish();
        LoggedObject object = new LoggedObject(key, rows, output.bytes(), output.sha256());
        if (!upload.create()) {
            takeOver(object, occupied);
        }
        return object;
    }

    @Override
    public void close() throws IOException {
        try {
            encoder.close();
        } finally {
            upload.close();
        }
    }

    private void takeOver(LoggedObject object, Occupied occupied) throws IOException, AlreadyLoggedException {
        occupied.requireUnnamed(key);
        Optional<ObjectInfo> there = store.head(key);
        if (there.isPresent() && isSame(object, there.get())) {
            return;
        }
        if (there.isEmpty() || !upload.replace(there.get())) {
            throw new IOException("another writer is changing " + store.describe(key) + " at this moment");
        }
    }

    private boolean isSame(LoggedObject object, ObjectInfo there) throws IOException {
        if (there.size() != object.bytes()) {
            return false;
        }
        Optional<InputStream> content = store.read(key);
        if (content.isEmpty()) {
            return false;
        }
        try (InputStream stream = content.get()) {
            return Hashes.of(stream).equals(object.sha256());
        }
    }
}
