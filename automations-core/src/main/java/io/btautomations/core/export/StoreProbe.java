package io.btautomations.core.export;

import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.port.ObjectStore.Upload;
import io.btautomations.core.step.CheckResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Tries what an export needs of its store with a small object, and deletes it again. */
final class StoreProbe {

    private static final byte[] CONTENT = "A test of an export. It may be deleted.\n".getBytes(StandardCharsets.UTF_8);
    private static final String CONTENT_TYPE = "text/plain";

    private final ObjectStore store;
    private final String key;
    private final List<CheckResult> results = new ArrayList<>();

    StoreProbe(ObjectStore store, String key) {
        this.store = store;
        this.key = key;
    }

    List<CheckResult> run() {
        boolean written = check("Write object", this::write);
        if (written) {
            check("Create only once", this::createAgain);
            check("Create only once, in parts", this::createInParts);
            check("Read object", this::read);
            check("List objects", this::list);
            check("Delete object", this::delete);
        }
        return results;
    }

    private String write() throws IOException {
        if (!StoredObjects.create(store, key, CONTENT_TYPE, CONTENT)) {
            store.delete(key);
            if (!StoredObjects.create(store, key, CONTENT_TYPE, CONTENT)) {
                throw new IOException(
                        store.describe(key) + " is there although it was deleted; another test may be running");
            }
        }
        return "Wrote " + CONTENT.length + " bytes to " + store.describe(key);
    }

    private String createAgain() throws IOException {
        if (StoredObjects.create(store, key, CONTENT_TYPE, CONTENT)) {
            throw new IOException("the store let an object be created twice: it does not heed If-None-Match. Set Use"
                    + " Conditional Writes to false and let one writer only export there, or choose another store");
        }
        return "A second write under the same key was refused, as it must be";
    }

    private String createInParts() throws IOException {
        try (Upload upload = store.uploadInParts(key, CONTENT_TYPE)) {
            upload.write(CONTENT);
            return upload.create()
                    ? ExportToS3Step.WARNING
                            + "the store let an object be created twice when it was sent in parts, as large ones are. It is"
                            + " looked for one before, which does not keep two writers apart: let only one export there"
                    : "A second write under the same key was refused when it was sent in parts, too, as it must be";
        }
    }

    private String read() throws IOException {
        Optional<byte[]> content = StoredObjects.read(store, key);
        if (content.isEmpty() || !Arrays.equals(content.get(), CONTENT)) {
            throw new IOException("what was written to " + store.describe(key)
                    + " does not come back; if the store speaks S3, set Use Chunked Encoding to false");
        }
        return "Read the same bytes back";
    }

    private String list() throws IOException {
        if (!store.list(key, "").contains(key)) {
            throw new IOException("the list of objects lacks " + store.describe(key));
        }
        return "Found the object in the list";
    }

    private String delete() throws IOException {
        store.delete(key);
        return "Deleted the object";
    }

    private boolean check(String name, Check check) {
        try {
            results.add(CheckResult.passed(name, check.run()));
            return true;
        } catch (IOException e) {
            results.add(
                    CheckResult.failed(name, Optional.ofNullable(e.getMessage()).orElse("")));
            return false;
        }
    }

    @FunctionalInterface
    private interface Check {
        String run() throws IOException;
    }
}
