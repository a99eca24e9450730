package io.btautomations.core.export;

import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.port.ObjectStore.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Small objects, read and written whole. */
final class StoredObjects {

    private StoredObjects() {}

    static Optional<byte[]> read(ObjectStore store, String key) throws IOException {
        Optional<InputStream> found = store.read(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream stream = found.get()) {
            return Optional.of(stream.readAllBytes());
        }
    }

    /** Creates the object; false if there is one already. */
    static boolean create(ObjectStore store, String key, String contentType, byte[] content) throws IOException {
        try (Upload upload = store.upload(key, contentType)) {
            upload.write(content);
            return upload.create();
        }
    }
}
