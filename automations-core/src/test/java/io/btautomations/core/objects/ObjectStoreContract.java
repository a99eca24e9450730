package io.btautomations.core.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.port.ObjectStore.ObjectInfo;
import io.btautomations.core.port.ObjectStore.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises. */
public abstract class ObjectStoreContract {

    private ObjectStore store;

    /** A store without objects. */
    protected abstract ObjectStore emptyStore() throws IOException;

    @BeforeEach
    void open() throws IOException {
        store = emptyStore();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aCreatedObjectIsReadBack() throws IOException {
        assertThat(create("a/b.json", "content")).isTrue();
        assertThat(text("a/b.json")).isEqualTo("content");
        assertThat(store.head("a/b.json")).map(ObjectInfo::size).contains(7L);
    }

    @Test
    void anEmptyObjectIsAnObject() throws IOException {
        assertThat(create("empty", "")).isTrue();
        assertThat(store.head("empty")).map(ObjectInfo::size).contains(0L);
        assertThat(text("empty")).isEmpty();
    }

    @Test
    void aLargeObjectIsReadBack() throws IOException {
        byte[] content = new byte[3 << 20];
        new Random(1).nextBytes(content);
        try (Upload upload = store.upload("large", "application/octet-stream")) {
            upload.write(content[0]);
            upload.write(content, 1, 70_000);
            upload.write(content, 70_001, content.length - 70_001);
            assertThat(upload.create()).isTrue();
        }
        try (InputStream stream = store.read("large").orElseThrow()) {
            assertThat(stream.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void whatIsNotThereIsEmpty() throws IOException {
        assertThat(store.head("none")).isEmpty();
        assertThat(store.read("none")).isEmpty();
        assertThat(store.head("none/inside")).isEmpty();
        assertThat(store.list("", "")).isEmpty();
        store.delete("none");
    }

    @Test
    void creatingTwiceLeavesTheFirst() throws IOException {
        assertThat(create("key", "first")).isTrue();
        assertThat(create("key", "second")).isFalse();
        assertThat(text("key")).isEqualTo("first");
    }

    @Test
    void nothingIsSeenBeforeTheEnd() throws IOException {
        try (Upload upload = store.upload("key", "text/plain")) {
            upload.write("half".getBytes(UTF_8));
            upload.flush();
            assertThat(store.head("key")).isEmpty();
            assertThat(store.list("", "")).isEmpty();
        }
        assertThat(store.head("key")).isEmpty();
        assertThat(store.list("", "")).isEmpty();
    }

    @Test
    void anObjectIsReplacedOnlyWhileItIsTheExpectedOne() throws IOException {
        create("key", "first");
        ObjectInfo first = store.head("key").orElseThrow();
        assertThat(replace("key", "second", first)).isTrue();
        assertThat(text("key")).isEqualTo("second");
        assertThat(replace("key", "third", first)).isFalse();
        assertThat(text("key")).isEqualTo("second");
    }

    @Test
    void whatIsNotThereCannotBeReplaced() throws IOException {
        create("key", "first");
        ObjectInfo first = store.head("key").orElseThrow();
        store.delete("key");
        assertThat(replace("key", "second", first)).isFalse();
        assertThat(store.head("key")).isEmpty();
    }

    @Test
    void anUploadThatMayNotCreateMayStillReplace() throws IOException {
        create("key", "first");
        try (Upload upload = store.upload("key", "text/plain")) {
            upload.write("second".getBytes(UTF_8));
            assertThat(upload.create()).isFalse();
            assertThat(upload.replace(store.head("key").orElseThrow())).isTrue();
        }
        assertThat(text("key")).isEqualTo("second");
    }

    @Test
    void ofManyWritersOneWins() throws Exception {
        int writers = 8;
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            String content = "writer " + i;
            attempts.add(() -> create("contested", content));
        }
        int won = 0;
        String winner = "";
        try (ExecutorService executor = Executors.newFixedThreadPool(writers)) {
            List<Future<Boolean>> outcomes = executor.invokeAll(attempts);
            for (int i = 0; i < writers; i++) {
                if (outcomes.get(i).get()) {
                    won++;
                    winner = "writer " + i;
                }
            }
        }
        assertThat(won).isEqualTo(1);
        assertThat(text("contested")).isEqualTo(winner);
    }

    @Test
    void keysAreListedInTheOrderOfTheirBytes() throws IOException {
        List<String> keys = List.of("a!b", "a-b", "a/b", "a/b/c", "a/b!c", "aB", "ab", "b");
        for (String key : keys) {
            if (!key.equals("a/b")) {
                create(key, "");
            }
        }
        assertThat(store.list("", "")).containsExactly("a!b", "a-b", "a/b!c", "a/b/c", "aB", "ab", "b");
        assertThat(store.list("a", "a/b!c")).containsExactly("a/b/c", "aB", "ab");
        assertThat(store.list("a/", "")).containsExactly("a/b!c", "a/b/c");
        assertThat(store.list("", "b")).isEmpty();
    }

    @Test
    void aListIsGivenPageByPage() throws IOException {
        for (int i = 0; i < 1_003; i++) {
            create("log/" + String.format("%05d", i), "");
        }
        List<String> first = store.list("log/", "");
        assertThat(first).hasSize(1_000).isSorted();
        assertThat(store.list("log/", first.get(999))).containsExactly("log/01000", "log/01001", "log/01002");
    }

    @Test
    void aDeletedObjectIsGone() throws IOException {
        create("key", "content");
        store.delete("key");
        assertThat(store.head("key")).isEmpty();
        assertThat(create("key", "again")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "../up",
                "a/../b",
                "a/..",
                ".",
                "a//b",
                "a/",
                "%2e%2e/a",
                "a\\b",
                "a\nb",
                ".uploads/x"
            })
    void aKeyCannotClimbOut(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> store.upload(key, "text/plain"));
        assertThatIllegalArgumentException().isThrownBy(() -> store.read(key));
        assertThatIllegalArgumentException().isThrownBy(() -> store.head(key));
        assertThatIllegalArgumentException().isThrownBy(() -> store.delete(key));
    }

    private boolean create(String key, String content) throws IOException {
        try (Upload upload = store.upload(key, "text/plain")) {
            upload.write(content.getBytes(UTF_8));
            return upload.create();
        }
    }

    private boolean replace(String key, String content, ObjectInfo expected) throws IOException {
        try (Upload upload = store.upload(key, "text/plain")) {
            upload.write(content.getBytes(UTF_8));
            return upload.replace(expected);
        }
    }

    private String text(String key) throws IOException {
        try (InputStream stream = store.read(key).orElseThrow()) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }
}
