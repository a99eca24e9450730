package io.btautomations.core.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdInputStream;
import io.btautomations.core.objects.MemoryObjectStore;
import io.btautomations.core.objects.StandardObjectStores;
import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.testkit.Failpoints;
import io.btautomations.core.testkit.StepHarness;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * What the tests of the export have in common: a harness that exports to a directory, and items as a source sends them.
 */
final class ExportHost {

    static final String AUTOMATION = "c5b32408-8568-4bff-9299-8cdd56979b67";
    static final String GENERATION = "01JD8Z6Q2N0000000000000000";

    private ExportHost() {}

    static StepHarness of(Path directory) {
        return StepHarness.of(ExportToS3Step.DESCRIPTOR)
                .objects(new StandardObjectStores())
                .set(ExportSettings.PATH, location(directory));
    }

    /** A harness whose store is in memory and fails where the failpoints say so. */
    static StepHarness of(MemoryObjectStore.Bucket bucket, Failpoints failpoints) {
        return StepHarness.of(ExportToS3Step.DESCRIPTOR, failpoints)
                .objects((root, settings) -> new FailingObjectStore(new MemoryObjectStore(bucket), failpoints))
                .set(ExportSettings.PATH, "s3://bucket/prefix");
    }

    static String location(Path directory) {
        return "file://" + directory;
    }

    /** What a source of ours says of a fragment of a run. */
    static Map<String, String> fragment(int run, int index, int count) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("automation.id", AUTOMATION);
        attributes.put("automation.generation", GENERATION);
        attributes.put("btql.run.id", "run-" + run);
        attributes.put("btql.cursor.start", String.format("%06d", run));
        attributes.put("btql.cursor.end", String.format("%06d", run + 1));
        attributes.put("btql.window.start", "2026-01-02T00:00:00.000Z");
        attributes.put("btql.window.end", "2026-01-02T01:00:00.000Z");
        attributes.put("fragment.index", Integer.toString(index));
        attributes.put("mime.type", "application/jsonl");
        if (index == count - 1) {
            attributes.put("btql.run.last", "true");
            attributes.put("fragment.count", Integer.toString(count));
        }
        return attributes;
    }

    static String row(String id, String created) {
        return "{\"id\":\"" + id + "\",\"created\":\"" + created + "\"}\n";
    }

    /** All objects of an export by key, as text. */
    static Map<String, String> objects(Path directory) {
        try (ObjectStore store = open(directory)) {
            Map<String, String> objects = new TreeMap<>();
            for (String key : keys(store)) {
                try (InputStream stream = store.read(key).orElseThrow()) {
                    objects.put(key, new String(stream.readAllBytes(), UTF_8));
                }
            }
            return objects;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> keys(ObjectStore store) throws IOException {
        List<String> keys = new ArrayList<>();
        for (List<String> page = store.list("", "");
                !page.isEmpty();
                page = store.list("", keys.get(keys.size() - 1))) {
            keys.addAll(page);
        }
        return keys;
    }

    /** All objects of an export by key, as text. */
    static Map<String, String> objects(MemoryObjectStore.Bucket bucket) {
        Map<String, String> objects = new TreeMap<>();
        bucket.objects().forEach((key, bytes) -> objects.put(key, new String(bytes, ISO_8859_1)));
        return objects;
    }

    static ObjectStore open(Path directory) throws IOException {
        return new StandardObjectStores().open(URI.create(location(directory)), Settings.of(Map.of()));
    }

    /** The lines of an object. */
    static List<String> lines(byte[] bytes, Compression compression) throws IOException {
        InputStream raw = new ByteArrayInputStream(bytes);
        try (InputStream stream = switch (compression) {
            case NONE -> raw;
            case GZIP -> new GZIPInputStream(raw);
            case ZSTD -> new ZstdInputStream(raw);
        }) {
            return new String(stream.readAllBytes(), UTF_8).lines().toList();
        }
    }
}
