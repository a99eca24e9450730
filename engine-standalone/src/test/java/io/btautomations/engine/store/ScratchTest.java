package io.btautomations.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

    @TempDir
    private Path directory;

    @Test
    void whatAKilledProcessLeftIsGoneAfterTheNextStartButNotWhileItsOwnerLives() throws IOException, StoreException {
        Path scratch = Files.createDirectories(EngineStore.scratch(directory));
        Path left = Files.writeString(scratch.resolve("content1.tmp"), "of a run that was killed");
        Path ofTest = Files.createDirectories(scratch.resolve("test1").resolve("scratch"));
        Files.writeString(ofTest.resolveSibling("engine.db"), "of a test that was killed");
        try (EngineStore store = EngineStore.open(directory, () -> Instant.EPOCH)) {
            assertThat(left).doesNotExist();
            assertThat(ofTest).doesNotExist();
            assertThat(scratch).isDirectory();
            Path own = Files.writeString(scratch.resolve("content2.tmp"), "of a run under way");
            StoreView.of(directory, () -> Instant.EPOCH).close();
            assertThat(own).exists();
        }
    }
}
