package io.btautomations.core.objects;

import io.btautomations.core.port.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A store that is handed only keys which {@link ObjectKeys#isConfined} allows. */
final class ConfinedObjectStore implements ObjectStore {

    private final ObjectStore store;

    ConfinedObjectStore(ObjectStore store) {
        this.store = store;
    }

    @Override
    public Upload upload(String key, String contentType) throws IOException {
        return store.upload(ObjectKeys.requireConfined(key), contentType);
    }

    @Override
    public Upload uploadInParts(String key, String contentType) throws IOException {
        return store.uploadInParts(ObjectKeys.requireConfined(key), contentType);
    }

    @Override
    public Optional<ObjectInfo> head(String key) throws IOException {
        return store.head(ObjectKeys.requireConfined(key));
    }

    @Override
    public Optional<InputStream> read(String key) throws IOException {
        return store.read(ObjectKeys.requireConfined(key));
    }

    @Override
    public List<String> list(String prefix, String after) throws IOException {
        return store.list(prefix, after);
    }

    @Override
    public void delete(String key) throws IOException {
        store.delete(ObjectKeys.requireConfined(key));
    }

    @Override
    public String describe(String key) {
        return store.describe(key);
    }

    @Override
    public void close() {
        store.close();
    }
}
