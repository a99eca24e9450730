package io.btautomations.core.objects;

import io.btautomations.core.port.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Objects in memory, for tests that write very many. Stores that are opened on the same bucket see the same objects.
 */
public final class MemoryObjectStore implements ObjectStore {

    /** What outlives the stores. */
    public static final class Bucket {

        private final Map<String, Content> objects = new ConcurrentSkipListMap<>(Comparator.naturalOrder());
        private final AtomicLong versions = new AtomicLong();

        /** All objects by key. */
        public Map<String, byte[]> objects() {
            Map<String, byte[]> all = new ConcurrentSkipListMap<>();
            objects.forEach((key, content) -> all.put(key, content.bytes().clone()));
            return all;
        }

        /** What somebody does behind the export's back. */
        public void put(String key, byte[] bytes) {
            objects.put(key, content(bytes));
        }

        public void remove(String key) {
            objects.remove(key);
        }

        /** A bucket with the same objects. */
        public Bucket copy() {
            Bucket copy = new Bucket();
            objects().forEach(copy::put);
            return copy;
        }

        private Content content(byte[] bytes) {
            return new Content(bytes.clone(), "v" + versions.incrementAndGet());
        }
    }

    private record Content(byte[] bytes, String etag) {}

    private final Bucket bucket;

    public MemoryObjectStore(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public Upload upload(String key, String contentType) {
        return new MemoryUpload(ObjectKeys.requireConfined(key));
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return Optional.ofNullable(bucket.objects.get(ObjectKeys.requireConfined(key)))
                .map(content -> new ObjectInfo(content.bytes().length, content.etag()));
    }

    @Override
    public Optional<InputStream> read(String key) {
        return Optional.ofNullable(bucket.objects.get(ObjectKeys.requireConfined(key)))
                .map(content -> new ByteArrayInputStream(content.bytes()));
    }

    @Override
    public List<String> list(String prefix, String after) {
        return bucket.objects.keySet().stream()
                .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
                .limit(1_000)
                .toList();
    }

    @Override
    public void delete(String key) {
        bucket.objects.remove(ObjectKeys.requireConfined(key));
    }

    @Override
    public String describe(String key) {
        return "memory:" + key;
    }

    @Override
    public void close() {}

    private final class MemoryUpload extends Upload {

        private final String key;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();

        MemoryUpload(String key) {
            this.key = key;
        }

        @Override
        public void write(int oneByte) {
            written.write(oneByte);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            written.write(bytes, offset, length);
        }

        @Override
        public boolean create() {
            return bucket.objects.putIfAbsent(key, bucket.content(written.toByteArray())) == null;
        }

        @Override
        public boolean replace(ObjectInfo expected) {
            Optional<Content> there = Optional.ofNullable(bucket.objects.get(key))
                    .filter(content -> content.etag().equals(expected.etag()));
            return there.isPresent() && bucket.objects.replace(key, there.get(), bucket.content(written.toByteArray()));
        }

        @Override
        public void close() {}
    }
}
