package io.btautomations.engine.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.btautomations.engine.serve.log.ServedObject;
import io.btautomations.engine.serve.log.TestLogs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/** Walks over pages while rows are added and updated. The laws are those of the documentation. */
class CursorWalkProperties {

    private static final TestServer SERVER = new TestServer();
    private static int walks;

    @AfterContainer
    static void close() {
        SERVER.close();
    }

    private final ServedObject project = SERVER.project("walk " + walks++);
    /** The newest version of each row. */
    private final Map<String, Integer> current = new HashMap<>();

    private int versions;

    /** A row that a walk came by. */
    private record Seen(String id, int version) {}

    @Property(tries = 25)
    void pagesOfALogAtRestAreItsRows(
            @ForAll @IntRange(min = 1, max = 9) int page,
            @ForAll @Size(max = 30) List<@IntRange(max = 12) Integer> rows) {
        rows.forEach(this::write);
        String all = "select: * | from: project_logs('%s')".formatted(project.id());
        List<Seen> newestFirst = walk("", page, List.of());
        assertThat(newestFirst)
                .isEqualTo(SERVER.rows(all).stream()
                        .map(CursorWalkProperties::seen)
                        .toList());
        assertThat(walk("sort: _pagination_key asc", page, List.of())).isEqualTo(newestFirst.reversed());
        assertThat(walk("sort: _xact_id asc", page, List.of())).isEqualTo(newestFirst.reversed());
        assertThat(walk("sort: _xact_id desc", page, List.of())).isEqualTo(newestFirst);
        assertThat(versions(newestFirst)).isEqualTo(current);
        assertThat(newestFirst).hasSameSizeAs(current.keySet());
    }

    @Property(tries = 25)
    void oldestFirstNothingIsMissedAndTheLastVersionSeenIsTheNewest(
            @ForAll @IntRange(min = 1, max = 9) int page,
            @ForAll @Size(max = 30) List<@IntRange(max = 12) Integer> before,
            @ForAll @Size(max = 15) List<@IntRange(max = 20) Integer> meanwhile) {
        before.forEach(this::write);
        List<Seen> seen = walk("sort: _pagination_key asc", page, meanwhile);
        assertThat(versions(seen)).isEqualTo(current);
        assertThat(seen).doesNotHaveDuplicates();
    }

    @Property(tries = 25)
    void newestFirstEveryRowComesOnceAsItWasAtTheBeginningUnlessItChangesBeforeItsTurn(
            @ForAll @IntRange(min = 1, max = 9) int page,
            @ForAll @Size(max = 30) List<@IntRange(max = 12) Integer> before,
            @ForAll @Size(max = 15) List<@IntRange(max = 20) Integer> meanwhile) {
        before.forEach(this::write);
        Map<String, Integer> atTheBeginning = new TreeMap<>(current);
        List<Seen> seen = walk("", page, meanwhile);
        assertThat(seen).extracting(Seen::id).doesNotHaveDuplicates();
        assertThat(atTheBeginning).containsAllEntriesOf(versions(seen));
        atTheBeginning.forEach((id, version) -> {
            if (current.get(id).equals(version)) {
                assertThat(versions(seen)).containsEntry(id, version);
            }
        });
    }

    /** Before each page but the first, one of {@code meanwhile} is written. */
    private List<Seen> walk(String sort, int page, List<Integer> meanwhile) {
        List<Integer> left = new ArrayList<>(meanwhile);
        List<Seen> seen = new ArrayList<>();
        String query =
                "select: id, input | from: project_logs('%s') | limit: %d | %s".formatted(project.id(), page, sort);
        JsonNode answer = TestServer.json(SERVER.query(query));
        while (answer.hasNonNull("cursor")) {
            answer.path("data").forEach(row -> seen.add(seen(row)));
            if (!left.isEmpty()) {
                write(left.removeFirst());
            }
            String next =
                    "%s | cursor: '%s'".formatted(query, answer.get("cursor").textValue());
            answer = TestServer.json(SERVER.query(next.replace("|  |", "|")));
        }
        assertThat(answer.path("data").isArray()).as(answer.toString()).isTrue();
        assertThat(answer.path("data")).isEmpty();
        return seen;
    }

    private static Seen seen(JsonNode row) {
        return new Seen(row.path("id").asText(), row.path("input").asInt());
    }

    private static Map<String, Integer> versions(List<Seen> seen) {
        Map<String, Integer> versions = new LinkedHashMap<>();
        seen.forEach(row -> versions.put(row.id(), row.version()));
        return versions;
    }

    private void write(int row) {
        String id = "r" + row;
        versions++;
        if (row % 3 == 0) {
            SERVER.logs().clock().add(Duration.ofMillis(400));
        }
        SERVER.logs()
                .write(
                        project,
                        TestLogs.row("{'id':'%s','input':%d,'_is_merge':%s}".formatted(id, versions, row % 2 == 0))
                                .toString());
        current.put(id, versions);
    }
}
