package io.btautomations.core.export;

import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.testkit.Failpoints;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A store with a failpoint before and after everything that changes it, and before everything that reads it. */
final class FailingObjectStore implements ObjectStore {

    private final ObjectStore store;
    private final Failpoints failpoints;

    FailingObjectStore(ObjectStore store, Failpoints failpoints) {
        this.store = store;
        this.failpoints = failpoints;
    }

    @Override
    public Upload upload(String key, String contentType) throws IOException {
        failpoints.io("store.upload " + key);
        return new FailingUpload(store.upload(key, contentType), key);
    }

    @Override
    public Optional<ObjectInfo> head(String key) throws IOException {
        failpoints.io("store.head " + key);
        return store.head(key);
    }

    @Override
    public Optional<InputStream> read(String key) throws IOException {
        failpoints.io("store.read " + key);
        return store.read(key);
    }

    @Override
    public List<String> list(String prefix, String after) throws IOException {
        failpoints.io("store.list " + prefix);
        return store.list(prefix, after);
    }

    @Override
    public void delete(String key) throws IOException {
        failpoints.io("store.delete, not done " + key);
        store.delete(key);
        failpoints.io("store.delete, done " + key);
    }

    @Override
    public String describe(String key) {
        return store.describe(key);
    }

    @Override
    public void close() {
        store.close();
    }

    private final class FailingUpload extends Upload {

        private final Upload upload;
        private final String key;

        FailingUpload(Upload upload, String key) {
            this.upload = upload;
            this.key = key;
        }

        @Override
        public void write(int oneByte) throws IOException {
            upload.write(oneByte);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            failpoints.io("upload.write " + key);
            upload.write(bytes, offset, length);
        }

        @Override
        public boolean create() throws IOException {
            failpoints.io("upload.create, not done " + key);
            boolean created = upload.create();
            failpoints.io("upload.create, answer lost " + key);
            return created;
        }

        @Override
        public boolean replace(ObjectInfo expected) throws IOException {
            failpoints.io("upload.replace, not done " + key);
            boolean replaced = upload.replace(expected);
            failpoints.io("upload.replace, answer lost " + key);
            return replaced;
        }

        @Override
        public void close() throws IOException {
            upload.close();
        }
    }
}
