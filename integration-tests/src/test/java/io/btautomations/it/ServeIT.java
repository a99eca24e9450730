package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code automations serve}, judged by Braintrust's own client and by being killed. */
class ServeIT {

    private static final Script CLIENT = new Script("braintrust/client.sh");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONVERSATIONS = 40;

    private final Path folder = TestFiles.freshFolder("serve");
    private final Path logs = folder.resolve("logs");
    private final Random random = new Random(11);

    @Test
    void whatBraintrustsClientLogsItFetchesAgainAndAlertsFireOnIt() throws IOException, InterruptedException {
        String logged;
        try (ServedLogs server = ServedLogs.in(logs)) {
            logged = CLIENT.answer("", List.of("log", server.url(), Integer.toString(CONVERSATIONS)));
            assertThat(rows(CLIENT.answer("", List.of("fetch", server.url())))).isEqualTo(rows(logged));
            assertThat(server.stop()).isZero();
        }
        try (ServedLogs server = ServedLogs.in(logs)) {
            assertThat(rows(CLIENT.answer("", List.of("fetch", server.url())))).isEqualTo(rows(logged));
            assertThat(server.query("dimensions: metadata.priority as p | measures: count(1) as n"
                                    + " | from: project_logs('Support Bot') | filter: metadata.late = true | sort: p")
                            .toString())
                    .isEqualTo("[{\"n\":14,\"p\":0},{\"n\":13,\"p\":1},{\"n\":13,\"p\":2}]");
        }
        long matches = rows(logged).values().stream()
                .filter(row -> row.at("/metadata/priority").asInt(-1) == 0
                        && row.at("/scores/Factuality").asDouble(1) < 0.9)
                .count();
        assertThat(matches).isGreaterThan(5);
        Map<String, String> files = new HashMap<>();
        files.put("Log Source", "Local Files");
        files.put("Log Paths", logs.resolve("support-bot").toString());
        assertThat(alerts("files", files)).isEqualTo(matches);
        try (ServedLogs server = ServedLogs.in(logs)) {
            Map<String, String> api = new HashMap<>();
            api.put("Log Source", "Braintrust API");
            api.put("API URL", server.url());
            api.put("Braintrust API Key", "any-key-will-do");
            api.put("Organization Name", "local");
            api.put("Project ID", project(server, "Support Bot"));
            Eventually.holds("a second without writes", Duration.ofSeconds(30), () -> isQuiet(server));
            assertThat(alerts("api", api)).isEqualTo(matches);
        }
    }

    /** Whether the second of the last write is over. */
    private static boolean isQuiet(ServedLogs server) {
        ObjectNode query =
                JSON.createObjectNode().put("query", "select: _xact_id | from: project_logs('Support Bot') | limit: 1");
        try {
            JsonNode answer = server.post("/btql", query);
            String written = answer.at("/data/0/_xact_id").asText();
            return answer.at("/freshness_state/last_processed_xact_id").asText().compareTo(written) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String project(ServedLogs server, String name) throws IOException, InterruptedException {
        return server.post("/api/project/register", JSON.createObjectNode().put("project_name", name))
                .at("/project/id")
                .asText();
    }

    /** Rows by what they are and their ids. */
    private static Map<String, JsonNode> rows(String lines) throws IOException {
        Map<String, JsonNode> rows = new TreeMap<>();
        for (String line : lines.lines().toList()) {
            JsonNode row = JSON.readTree(line);
            assertThat(rows.put(row.path("kind").asText() + " " + row.path("id").asText(), row))
                    .as("twice: %s", line)
                    .isNull();
        }
        return rows;
    }

    /** How many rows the alert template counts in its notifications. */
    private long alerts(String name, Map<String, String> parameters) throws IOException {
        FlowCopy flow = FlowCopy.ofTemplate("alert-webhook")
                .withProperty("ScheduledBtqlQuery", "Start Position", "Beginning")
                .withProperty("ScheduledBtqlQuery", "Evaluation Delay", "0 s")
                .withProperty("ScheduledBtqlQuery", "Page Size", "7");
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            parameters.put("Webhook URL", receiver.url());
            parameters.put("Allowed Hosts", "127.0.0.1");
            StandaloneEngine.Result run =
                    new StandaloneEngine(TestFiles.freshFolder("serve-" + name)).runOnce(flow, parameters);
            assertThat(run.exitCode()).as(run.errors()).isZero();
            long count = 0;
            for (WebhookReceiver.Delivery delivery : receiver.deliveries()) {
                count += JSON.readTree(delivery.body()).at("/details/count").asLong();
            }
            return count;
        }
    }

    @Test
    void partsAreMergedIntoRowsAsTheClientMergesThem() throws IOException, InterruptedException {
        List<ObjectNode> cases = new ArrayList<>();
        StringBuilder question = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            ObjectNode one = JSON.createObjectNode();
            one.set("row", fields());
            ArrayNode parts = one.putArray("parts");
            for (int part = 0; part < 1 + random.nextInt(3); part++) {
                ObjectNode fields = fields();
                if (random.nextInt(3) == 0) {
                    fields.putArray("_merge_paths").addArray().add("input").add("a");
                }
                parts.add(fields);
            }
            cases.add(one);
            question.append(one).append('\n');
        }
        List<String> expected =
                CLIENT.answer(question.toString(), List.of("merge")).lines().toList();
        try (ServedLogs server = ServedLogs.in(logs)) {
            String project = server.post(
                            "/api/project/register", JSON.createObjectNode().put("project_name", "p"))
                    .at("/project/id")
                    .asText();
            for (int i = 0; i < cases.size(); i++) {
                post(server, project, "r" + i, (ObjectNode) cases.get(i).get("row"), false);
                for (JsonNode part : cases.get(i).get("parts")) {
                    post(server, project, "r" + i, (ObjectNode) part, true);
                }
            }
            JsonNode rows = server.query("select: id, input, metadata, tags | from: project_logs('p') | sort: id");
            assertThat(rows).hasSize(cases.size());
            for (JsonNode row : rows) {
                int number = Integer.parseInt(row.path("id").asText().substring(1));
                JsonNode wanted = JSON.readTree(expected.get(number));
                for (String field : List.of("input", "metadata", "tags")) {
                    assertThat(row.path(field)).as("%s", cases.get(number)).isEqualTo(wanted.path(field));
                }
            }
        }
    }

    private static void post(ServedLogs server, String project, String id, ObjectNode fields, boolean isMerge)
            throws IOException, InterruptedException {
        ObjectNode row =
                fields.deepCopy().put("id", id).put("project_id", project).put("log_id", "g");
        ObjectNode body = JSON.createObjectNode();
        body.putArray("rows").add(row.put("_is_merge", isMerge));
        server.post("/logs3", body.put("api_version", 2));
    }

    private ObjectNode fields() {
        ObjectNode fields = JSON.createObjectNode();
        fields.set("input", value(3));
        fields.set("metadata", value(1));
        ArrayNode tags = fields.putArray("tags");
        for (String tag : List.of("x", "y", "z")) {
            if (random.nextBoolean()) {
                tags.add(tag);
            }
        }
        return fields;
    }

    private JsonNode value(int depth) {
        int kind = random.nextInt(depth == 0 ? 3 : 6);
        return switch (kind) {
            case 0 -> JSON.getNodeFactory().numberNode(random.nextInt(9));
            case 1 -> JSON.getNodeFactory().nullNode();
            case 2 -> JSON.createArrayNode().add("é");
            default -> {
                ObjectNode object = JSON.createObjectNode();
                for (String key : List.of("a", "b", "c")) {
                    if (random.nextInt(3) > 0) {
                        object.set(key, value(depth - 1));
                    }
                }
                yield object;
            }
        };
    }

    @Test
    void whatWasAnsweredIsThereWhenTheServerWasKilled() throws IOException, InterruptedException {
        List<String> answered = new ArrayList<>();
        String last = "";
        for (int kill = 0; kill < 5; kill++) {
            try (ServedLogs server = ServedLogs.in(logs)) {
                String project = server.post(
                                "/api/project/register", JSON.createObjectNode().put("project_name", "p"))
                        .at("/project/id")
                        .asText();
                int enough = answered.size() + 5 + random.nextInt(40);
                Optional<String> transaction = written(server, project, "r" + answered.size() + "-" + kill);
                while (transaction.isPresent()) {
                    assertThat(transaction.get()).isGreaterThan(last);
                    last = transaction.get();
                    answered.add("r" + answered.size() + "-" + kill);
                    if (answered.size() == enough) {
                        Thread.startVirtualThread(server::kill);
                    }
                    transaction = written(server, project, "r" + answered.size() + "-" + kill);
                }
            }
        }
        try (ServedLogs server = ServedLogs.in(logs)) {
            List<String> ids = new ArrayList<>();
            String query = "select: id, _pagination_key | from: project_logs('p') | sort: _pagination_key asc";
            JsonNode page = server.query(query);
            while (!page.isEmpty()) {
                page.forEach(row -> ids.add(row.path("id").asText()));
                String key = page.get(page.size() - 1).path("_pagination_key").asText();
                page = server.query(query + " | filter: _pagination_key > '" + key + "'");
            }
            assertThat(ids).containsAll(answered).doesNotHaveDuplicates();
            assertThat(ids.size()).isBetween(answered.size(), answered.size() + 5);
        }
    }

    /** The transaction that has the row; empty if there was no answer. */
    private static Optional<String> written(ServedLogs server, String project, String id) throws InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("rows")
                .addObject()
                .put("id", id)
                .put("project_id", project)
                .put("input", "x".repeat(3_000));
        try {
            return Optional.of(server.post("/logs3", body).path("xact_id").asText());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
