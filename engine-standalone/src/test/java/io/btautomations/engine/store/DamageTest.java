package io.btautomations.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are damaged, disks that are full, and copies that are made of a store that is in use. */
class DamageTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final int PAGE = 4096;

    @TempDir
    private Path directory;

    @Test
    void aPageThatIsOverwrittenIsNoticedWhicheverItIs() throws IOException, StoreException {
        fill(200);
        Path file = directory.resolve("engine.db");
        byte[] whole = Files.readAllBytes(file);
        assertThat(whole.length).isGreaterThan(20 * PAGE);
        byte[] garbage = new byte[PAGE];
        new Random(1).nextBytes(garbage);
        for (int page = 0; page < whole.length / PAGE; page++) {
            Files.write(file, whole);
            try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
                access.seek((long) page * PAGE);
                access.write(garbage);
            }
            assertThatThrownBy(() -> EngineStore.open(directory, () -> NOW).close())
                    .as("page " + page)
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.DAMAGED))
                    .hasMessage("the state file '" + file
                            + "' is damaged; restore it from a backup, or move it away to start anew");
            assertThat(Files.size(file))
                    .as("it is left as it is, to be looked at")
                    .isEqualTo(whole.length);
        }
        Files.write(file, whole);
        EngineStore.open(directory, () -> NOW).close();
    }

    @Test
    void aFileThatIsCutIsNoticed() throws IOException, StoreException {
        fill(50);
        Path file = directory.resolve("engine.db");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> EngineStore.open(directory, () -> NOW).close())
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.DAMAGED));
    }

    @Test
    void aFullDiskIsSaidAndLosesNothing() throws StoreException {
        try (Database database = Database.open(directory)) {
            database.query(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.execute("PRAGMA max_page_count = 60");
                }
            });
            StoredState before = database.query(connection -> StateTable.read(connection, "c"));
            database.transaction(connection -> StateTable.replace(connection, before, Map.of("a", "1"), NOW));
            StoredState kept = database.query(connection -> StateTable.read(connection, "c"));
            String big = "x".repeat(60 * PAGE);
            assertThatThrownBy(() -> database.transaction(
                            connection -> StateTable.replace(connection, kept, Map.of("a", big), NOW)))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE))
                    .hasMessage("the disk that holds the state file '" + directory.resolve("engine.db")
                            + "' is full; nothing was lost, free some room");
            StoredState after = database.query(connection -> StateTable.read(connection, "c"));
            assertThat(after).isEqualTo(kept);
            boolean goesOn =
                    database.transaction(connection -> StateTable.replace(connection, kept, Map.of("a", "2"), NOW));
            assertThat(goesOn).as("what there is room for").isTrue();
        }
    }

    /** As docs/operations.md has it. */
    @Test
    void theSqliteShellMakesABackupOfAStoreInUse() throws StoreException, IOException, InterruptedException {
        Path copies = Files.createDirectory(directory.resolve("copies"));
        try (EngineStore store = EngineStore.open(directory, () -> NOW)) {
            assertThat(store.replace(store.state("c"), Map.of("a", "1"))).isTrue();
            Process sqlite = new ProcessBuilder(
                            "sqlite3",
                            directory.resolve("engine.db").toString(),
                            ".backup '" + copies.resolve("engine.db") + "'")
                    .inheritIO()
                    .start();
            assertThat(sqlite.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(sqlite.exitValue()).isZero();
            assertThat(store.replace(store.state("c"), Map.of("a", "2"))).isTrue();
        }
        try (EngineStore copy = EngineStore.open(copies, () -> NOW)) {
            assertThat(copy.state("c").entries()).containsExactly(Map.entry("a", "1"));
        }
    }

    private void fill(int deliveries) throws StoreException {
        try (EngineStore store = EngineStore.open(directory, () -> NOW)) {
            for (int i = 0; i < deliveries; i++) {
                byte[] content = new byte[700];
                Arrays.fill(content, (byte) 'a');
                store.commit(List.of(new Change.Enqueue(
                        new Change.Consignment("post", "item " + i, "Alert", Map.of("k", "v"), content), NOW)));
            }
        }
    }
}
