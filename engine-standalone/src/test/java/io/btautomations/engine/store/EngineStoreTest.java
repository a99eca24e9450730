package io.btautomations.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.port.WallClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineStoreTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final WallClock CLOCK = () -> NOW;

    @TempDir
    private Path directory;

    @Test
    void replacesAStateOnlyIfItIsStillTheExpectedOne() throws StoreException {
        try (EngineStore store = EngineStore.open(directory, CLOCK)) {
            StoredState empty = store.state("c");
            assertThat(empty.entries()).isEmpty();
            assertThat(store.replace(empty, Map.of("a", "1"))).isTrue();
            assertThat(store.replace(empty, Map.of("a", "2"))).isFalse();
            StoredState first = store.state("c");
            assertThat(first.entries()).containsExactly(Map.entry("a", "1"));
            assertThat(store.replace(first, Map.of())).isTrue();
            assertThat(store.replace(first, Map.of("a", "3"))).isFalse();
            assertThat(store.state("c").version()).isEqualTo(2);
        }
    }

    @Test
    void commitsEverythingOrNothing() throws StoreException {
        try (EngineStore store = EngineStore.open(directory, CLOCK)) {
            StoredState stale = store.state("c");
            store.replace(stale, Map.of("a", "1"));
            List<Change> changes = List.of(
                    enqueue("1"),
                    new Change.ReplaceState(store.state("d"), Map.of("b", "1")),
                    new Change.ReplaceState(stale, Map.of("a", "2")));
            assertThat(store.commit(changes)).isFalse();
            assertThat(store.backlog("post").waiting()).isZero();
            assertThat(store.state("d").version()).isZero();

            assertThat(store.commit(changes.subList(0, 2))).isTrue();
            assertThat(store.backlog("post")).isEqualTo(new Backlog(1, Optional.of(NOW)));
            assertThat(store.state("d").entries()).containsEntry("b", "1");
        }
    }

    @Test
    void keepsEverythingOverAReopening() throws StoreException {
        try (EngineStore store = EngineStore.open(directory, CLOCK)) {
            store.commit(List.of(enqueue("1"), new Change.ReplaceState(store.state("c"), Map.of("a", "ü\n"))));
            store.commit(List.of(new Change.Record(run())));
            store.register(automation());
            store.setPaused("Alert", true);
        }
        try (EngineStore store = EngineStore.open(directory, CLOCK)) {
            assertThat(store.state("c").entries()).containsEntry("a", "ü\n");
            assertThat(store.runs("Alert", 5)).containsExactly(run());
            store.register(automation());
            assertThat(store.automations())
                    .singleElement()
                    .satisfies(known -> assertThat(known.paused()).isTrue());
            Delivery delivery = store.due("post", NOW, 10).get(0);
            assertThat(delivery.attributes()).containsEntry("k", "v");
            assertThat(store.content(delivery.number())).isEqualTo("body".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void takesADeliveryOnlyOnce() throws StoreException {
        try (EngineStore store = EngineStore.open(directory, CLOCK)) {
            store.commit(List.of(enqueue("1")));
            store.commit(List.of(enqueue("1"), enqueue("2")));
            assertThat(store.due("post", NOW, 10)).extracting(Delivery::item).containsExactly("1", "2");
        }
    }

    @Test
    void followsADeliveryFromAttemptToAttempt() throws StoreException {
        try (EngineStore store = EngineStore.open(directory, CLOCK)) {
            store.commit(List.of(enqueue("1"), enqueue("2")));
            long first = store.due("post", NOW, 1).get(0).number();
            Instant later = NOW.plusSeconds(30);
            store.commit(List.of(new Change.Postpone(first, Map.of("try", "1"), later, true, Optional.of("refused"))));
            assertThat(store.due("post", NOW, 10)).extracting(Delivery::item).containsExactly("2");
            Delivery retried = store.due("post", later, 1).get(0);
            assertThat(retried.attempts()).isEqualTo(1);
            assertThat(retried.reason()).contains("refused");

            store.commit(List.of(new Change.End(first, Delivery.Status.DEAD, Map.of("try", "2"), Optional.of("gone"))));
            assertThat(store.deliveryCounts("Alert"))
                    .isEqualTo(Map.of(Delivery.Status.WAITING, 1L, Delivery.Status.DEAD, 1L));
            assertThat(store.replay(first)).isTrue();
            assertThat(store.replay(first)).isFalse();
            assertThat(store.due("post", NOW, 1)).extracting(Delivery::item).containsExactly("1");
            assertThat(store.content(first))
                    .as("a dead letter keeps its content")
                    .isNotEmpty();

            store.commit(List.of(new Change.End(first, Delivery.Status.DELIVERED, Map.of(), Optional.empty())));
            assertThat(store.delivery(first).orElseThrow().ended()).contains(NOW);
            assertThat(store.content(first))
                    .as("a delivered one gives its room back")
                    .isEmpty();
        }
    }

    @Test
    void remembersOnlyTheLatestRuns() throws StoreException {
        try (EngineStore store = EngineStore.open(directory, CLOCK)) {
            for (int i = 0; i < 1_010; i++) {
                store.commit(List.of(new Change.Record(run())));
            }
            assertThat(store.runs("Alert", 5_000)).hasSize(1_000);
        }
    }

    @Test
    void passesCommandsFromOneProcessToTheOther() throws StoreException {
        try (EngineStore store = EngineStore.open(directory, CLOCK);
                StoreView view = StoreView.of(directory, CLOCK)) {
            long number = view.request("Alert", Command.Verb.TRIGGER, "");
            Command command = store.commands().get(0);
            assertThat(command.automation()).isEqualTo("Alert");
            assertThat(view.command(number).orElseThrow().outcome()).isEmpty();
            store.finish(command, "ran");
            assertThat(view.command(number).orElseThrow().outcome()).contains("ran");
            assertThat(store.commands()).isEmpty();
        }
    }

    @Test
    void remembersOnlyTheLatestCommandsThatAreDone() throws StoreException {
        try (EngineStore store = EngineStore.open(directory, CLOCK);
                StoreView view = StoreView.of(directory, CLOCK)) {
            long waiting = view.request("Alert", Command.Verb.PAUSE, "");
            long first = view.request("Alert", Command.Verb.TRIGGER, "");
            for (long number = first; number <= first + 1_000; number++) {
                store.finish(view.command(number).orElseThrow(), "ran");
                view.request("Alert", Command.Verb.TRIGGER, "");
            }
            assertThat(view.command(first)).isEmpty();
            assertThat(view.command(first + 1).orElseThrow().outcome()).contains("ran");
            assertThat(view.command(waiting).orElseThrow().outcome()).isEmpty();
        }
    }

    @Test
    void refusesASecondOwner() throws StoreException {
        try (EngineStore store = EngineStore.open(directory, CLOCK)) {
            assertThat(store.automations()).isEmpty();
            assertThatThrownBy(() -> EngineStore.open(directory, CLOCK))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.IN_USE))
                    .hasMessage("the state directory '" + directory + "' is in use by another process (process "
                            + ProcessHandle.current().pid()
                            + "); stop that one or choose another directory with --state");
        }
        EngineStore.open(directory, CLOCK).close();
    }

    @Test
    void saysThatTheFileIsDamaged() throws IOException {
        Path file = Files.writeString(directory.resolve("engine.db"), "not a database, but long enough ".repeat(200));
        assertThatThrownBy(() -> EngineStore.open(directory, CLOCK))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.DAMAGED))
                .hasMessage("the state file '" + file
                        + "' is damaged; restore it from a backup, or move it away to start anew");
    }

    @Test
    void saysThatThereIsNoStoreToLookInto() {
        assertThatThrownBy(() -> StoreView.of(directory, CLOCK))
                .hasMessage("there is no state in '" + directory + "'; name the directory of the engine with --state");
    }

    private static Change enqueue(String item) {
        return new Change.Enqueue(
                new Change.Consignment(
                        "post", item, "Alert", Map.of("k", "v"), "body".getBytes(StandardCharsets.UTF_8)),
                NOW);
    }

    private static AutomationRecord automation() {
        return new AutomationRecord(
                "Alert",
                "id",
                "f.json",
                "Source",
                "every 1 min",
                false,
                Optional.of(NOW),
                Optional.empty(),
                0,
                Optional.empty());
    }

    private static RunRecord run() {
        return new RunRecord(
                "Alert",
                "schedule",
                NOW,
                NOW.plus(Duration.ofMillis(7)),
                false,
                Optional.of("2026-03-01T09:59:00.000Z"),
                Optional.of("2026-03-01T10:00:00.000Z"),
                Optional.of(1.5),
                Map.of("Rows Received", 3L),
                Optional.empty());
    }
}
