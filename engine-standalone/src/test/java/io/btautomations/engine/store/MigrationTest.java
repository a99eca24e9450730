package io.btautomations.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.engine.store.Command.Verb;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What earlier releases wrote is read and goes on. */
class MigrationTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void theFirstSchemaIsBroughtToTodays() throws StoreException, SQLException {
        execute(resource("schema-1.sql"));
        try (EngineStore store = EngineStore.open(directory, () -> NOW)) {
            AutomationRecord automation = store.automations().get(0);
            assertThat(automation.name()).isEqualTo("Alert to webhook");
            assertThat(automation.paused()).isTrue();
            assertThat(automation.failures()).isEqualTo(2);
            assertThat(automation.error()).contains("the receiver is away");
            assertThat(automation.levelAt()).isEmpty();
            assertThat(store.state("source").entries()).containsExactly(Map.entry("done", "5"));
            RunRecord run = store.runs("Alert to webhook", 5).get(0);
            assertThat(run.windowEnd()).contains("2026-03-01T09:00:00.000Z");
            assertThat(run.lagSeconds()).contains(1.5);
            assertThat(run.counters()).containsEntry("Rows Received", 3L);
            assertThat(store.deliveryCounts("Alert to webhook"))
                    .isEqualTo(Map.of(Delivery.Status.WAITING, 1L, Delivery.Status.DEAD, 1L));
            assertThat(store.content(2)).isEqualTo("kept".getBytes(StandardCharsets.UTF_8));
            assertThat(store.commands()).extracting(Command::verb).containsExactly(Verb.RESUME);

            store.setProgress("Alert to webhook", Optional.empty(), Optional.of(NOW), 0, Optional.empty());
            store.setProgress("Alert to webhook", Optional.empty(), Optional.empty(), 0, Optional.empty());
            assertThat(store.automations().get(0).levelAt()).contains(NOW);
        }
        assertThat(version()).isEqualTo(2);
        EngineStore.open(directory, () -> NOW).close();
    }

    @Test
    void whatALaterReleaseWroteIsLeftAlone() throws StoreException, SQLException {
        EngineStore.open(directory, () -> NOW).close();
        execute("PRAGMA user_version = 99");
        assertThatThrownBy(() -> EngineStore.open(directory, () -> NOW))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.DAMAGED))
                .hasMessageContaining("written by a later release");
        assertThat(version()).isEqualTo(99);
    }

    private void execute(String script) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(script.split(";\n", -1))) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private int version() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("engine.db"));
    }

    private static String resource(String name) {
        try (InputStream in = MigrationTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
