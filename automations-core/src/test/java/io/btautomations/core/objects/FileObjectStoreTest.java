package io.btautomations.core.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.port.ObjectStore.Upload;
import io.btautomations.core.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreTest extends ObjectStoreContract {

    @TempDir
    private Path directory;

    @Override
    protected ObjectStore emptyStore() throws IOException {
        return new StandardObjectStores()
                .open(directory.resolve("not/yet there").toUri(), Settings.of(Map.of()));
    }

    @Test
    void whatACrashLeftBehindIsRemovedByTheNextUpload() throws IOException {
        Path leftover = Files.createDirectories(directory.resolve(".uploads")).resolve("upload-1-1.part");
        Files.writeString(leftover, "half");
        try (ObjectStore store = new FileObjectStore(directory)) {
            write(store, "key", "content");
        }
        assertThat(leftover).doesNotExist();
        try (Stream<Path> rest = Files.list(directory.resolve(".uploads"))) {
            assertThat(rest).isEmpty();
        }
    }

    @Test
    void whatIsBeingWrittenIsNotTakenForALeftover() throws IOException {
        try (ObjectStore one = new FileObjectStore(directory);
                Upload upload = one.upload("first", "text/plain")) {
            upload.write("content".getBytes(UTF_8));
            try (ObjectStore other = new FileObjectStore(directory)) {
                write(other, "second", "content");
            }
            assertThat(upload.create()).isTrue();
        }
        assertThat(directory.resolve("first")).hasContent("content");
    }

    @Test
    void aPathThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        try (ObjectStore store = new FileObjectStore(file.resolve("below"))) {
            assertThatThrownBy(() -> store.upload("key", "text/plain"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot write")
                    .hasMessageContaining(file.toString());
        }
    }

    private static void write(ObjectStore store, String key, String content) throws IOException {
        try (Upload upload = store.upload(key, "text/plain")) {
            upload.write(content.getBytes(UTF_8));
            assertThat(upload.create()).isTrue();
        }
    }
}
