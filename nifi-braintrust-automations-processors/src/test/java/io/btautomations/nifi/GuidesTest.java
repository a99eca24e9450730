package io.btautomations.nifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.btautomations.core.catalog.Steps;
import io.btautomations.core.step.AttributeDescriptor;
import io.btautomations.core.step.Counter;
import io.btautomations.core.step.StepDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.controller.ControllerService;
import org.apache.nifi.csv.CSVReader;
import org.apache.nifi.csv.CSVRecordSetWriter;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.MockProcessContext;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the help of the processors says, done. */
class GuidesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ATTRIBUTE = Pattern.compile(
            "(alert|automation|braintrust|btql|environment|export|fragment|mime|prompt|ratelimit|record|test|webhook)"
                    + "\\.[a-z][a-z_.]*");

    /** What NiFi calls things, and what is emphasised for being said for the first time. */
    private static final Set<String> OTHERS = Set.of(
            "run",
            "Chat",
            "Clear state",
            "Data provenance",
            "Run Once",
            "Schema Access Strategy",
            "StandardProxyConfigurationService",
            "Verify",
            "View state");

    private static final String BAD = "{\"id\":\"bad\",\"scores\":{\"Factuality\":0.3}}";
    private static final String GOOD = "{\"id\":\"good\",\"scores\":{\"Factuality\":0.9}}";

    private final List<String> posted = new CopyOnWriteArrayList<>();
    private HttpServer receiver;

    @TempDir
    private Path directory;

    @BeforeEach
    void receive() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void hangUp() {
        receiver.stop(0);
    }

    static List<StepProcessor> processors() {
        return ProcessorServicesTest.registered();
    }

    @ParameterizedTest
    @MethodSource("processors")
    void whatIsEmphasisedIsThere(StepProcessor processor) {
        Set<String> known = new HashSet<>(OTHERS);
        for (StepDescriptor step : Steps.all()) {
            step.settings().forEach(setting -> {
                known.add(setting.name());
                setting.choices().forEach(choice -> known.add(choice.value()));
            });
            step.counters().stream().map(Counter::name).forEach(known::add);
        }

        List<String> unknown = Guide.of(processor.getClass()).emphasised().stream()
                .filter(name -> !known.contains(name))
                .toList();

        assertEquals(List.of(), unknown);
    }

    @ParameterizedTest
    @MethodSource("processors")
    void attributesAreDeclared(StepProcessor processor) {
        Set<String> declared = Steps.all().stream()
                .flatMap(step -> Stream.concat(step.reads().stream(), step.writes().stream()))
                .map(AttributeDescriptor::name)
                .collect(Collectors.toSet());

        List<String> unknown = Guide.of(processor.getClass()).code().stream()
                .map(code -> code.replaceFirst("=.*", ""))
                .filter(code -> ATTRIBUTE.matcher(code).matches() && !declared.contains(code))
                .toList();

        assertEquals(List.of(), unknown);
    }

    @Test
    void theFiltersHoldForTheRowsThatTheySay() {
        List<String> rows = List.of(
                "{\"id\":1,\"metadata\":{\"priority\":0},\"scores\":{\"Factuality\":0.5}}",
                "{\"id\":2,\"error\":\"timeout\"}",
                "{\"id\":3,\"tags\":[\"production\"],\"metrics\":{\"tokens\":2001}}",
                "{\"id\":4,\"span_attributes\":{\"type\":\"tool\"}}",
                "{\"id\":5,\"input\":\"My REFUND, please\"}");
        List<String> filters = Guide.of(FilterBtql.class).table("filter", "holds for rows").stream()
                .map(row -> Guide.code(row.getFirst()))
                .toList();
        assertEquals(rows.size(), filters.size());

        for (int i = 0; i < rows.size(); i++) {
            TestRunner filter = TestRunners.newTestRunner(new FilterBtql());
            filter.setAllowRecursiveReads(true); // as NiFi itself does
            filter.setProperty("BTQL Filter", filters.get(i));
            filter.enqueue(String.join("\n", rows));
            filter.run();
            assertEquals(rows.get(i), only(filter, "matched").getContent().strip(), filters.get(i));
        }
    }

    @Test
    void aFilterThatIsNoneIsToldLikeThat() {
        String message = Guide.of(FilterBtql.class).block("is no filter");
        TestRunner filter = TestRunners.newTestRunner(new FilterBtql());
        filter.setProperty(
                "BTQL Filter", message.lines().skip(1).findFirst().orElseThrow().strip());

        assertEquals(List.of(message.stripTrailing()), explanations(filter));
    }

    @Test
    void csvIsFilteredAsTheExampleShows() throws InitializationException {
        Guide guide = Guide.of(FilterBtql.class);
        TestRunner filter = TestRunners.newTestRunner(new FilterBtql());
        configure(filter, guide.table("property", "value"));
        StringBuilder in = new StringBuilder();
        StringBuilder out = new StringBuilder();
        for (String line : guide.block("id,model,latency_ms").lines().toList()) {
            String[] columns = line.split(" {2,}");
            in.append(columns[0]).append('\n');
            out.append(columns.length > 1 ? columns[columns.length - 1] + "\n" : "");
        }

        filter.enqueue(in.toString());
        filter.run();

        only(filter, "matched").assertContentEquals(out.toString());
        assertTrue(out.toString().lines().count() > 1);
    }

    @ParameterizedTest
    @CsvSource({"First Match, 10:02 3;11:02 6;13:30 1", "Interval End, 11:02 9;14:30 1"})
    void anHourOfTheLimiterGoesAsTheExampleShows(String notifyAt, String expected) {
        List<List<String>> rows = Guide.of(RateLimitOnce.class).table("time", "matches arrive", "notification");
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T10:00:00Z"));
        TestRunner limiter = TestRunners.newTestRunner(new RateLimitOnce(at(now)));
        limiter.setProperty("Interval", "1 h");
        limiter.setProperty("Notify At", notifyAt);
        Map<String, Integer> arriving = new TreeMap<>();
        List<String> told = new ArrayList<>();
        for (List<String> row : rows) {
            arriving.put(row.get(0), Integer.parseInt(row.get(1)));
            String number = row.get(2).startsWith("none") ? "" : row.get(2).replaceAll("\\D+", "");
            told.add(number.isEmpty() ? "" : row.get(0) + " " + number);
        }

        List<String> notified = new ArrayList<>();
        for (int minute = 0; minute < 300; minute++) {
            String time = now.get().toString().substring(11, 16);
            for (int i = 0; i < arriving.getOrDefault(time, 0); i++) {
                limiter.enqueue("{\"id\":\"" + time + "#" + i + "\"}");
            }
            limiter.run(1, false, minute == 0);
            for (MockFlowFile notification : limiter.getFlowFilesForRelationship("notify")) {
                notified.add(time + " " + notification.getAttribute("ratelimit.count"));
            }
            limiter.clearTransferState();
            now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(1)));
        }

        assertEquals(List.of(expected.split(";")), notified);
        if (notifyAt.equals("First Match")) {
            assertEquals(told.stream().filter(text -> !text.isEmpty()).toList(), notified);
        }
    }

    @Test
    void theBodyOfALogAlertIsAsShown() throws JsonProcessingException {
        ObjectNode shown = (ObjectNode)
                JSON.readTree(Guide.of(PostWebhookPayload.class).json().getFirst());
        Map<String, String> attributes = identity(shown);
        attributes.put("btql.filter", shown.at("/automation/btql_filter").asText());
        attributes.put(
                "ratelimit.interval.seconds",
                shown.at("/automation/interval_seconds").asText());
        attributes.put("ratelimit.window.start", shown.at("/details/time_start").asText());
        attributes.put("ratelimit.window.end", shown.at("/details/time_end").asText());
        attributes.put("ratelimit.count", shown.at("/details/count").asText());

        ObjectNode body = (ObjectNode) post(attributes, Map.of());

        String beginning = shown.at("/details/related_logs_url").asText().replace("...", "");
        assertTrue(body.at("/details/related_logs_url").asText().startsWith(beginning), body.toString());
        ((ObjectNode) body.get("details")).remove("related_logs_url");
        ((ObjectNode) shown.get("details")).remove("related_logs_url");
        assertEquals(shown.toString(), body.toString());
    }

    @Test
    void theBodyOfAnEnvironmentUpdateIsAsShown() throws JsonProcessingException {
        JsonNode shown = JSON.readTree(Guide.of(PostWebhookPayload.class).json().get(1));
        Map<String, String> attributes = identity(shown);
        attributes.put("environment.slug", shown.at("/details/environment/slug").asText());
        attributes.put("environment.action", shown.at("/details/action").asText());
        attributes.put("prompt.id", shown.at("/details/prompt/id").asText());
        attributes.put("prompt.slug", shown.at("/details/prompt/slug").asText());
        attributes.put("prompt.version", shown.at("/details/new_version").asText());

        JsonNode body = post(attributes, Map.of("Payload Format", "Braintrust Environment Update"));

        assertEquals(shown.toString(), body.toString());
    }

    @Test
    void theQueriesCanBeAsked() {
        List<List<String>> rows = Guide.of(ScheduledBtqlQuery.class).table("query", "how it is asked");
        List<String> queries = rows.stream()
                .map(List::getFirst)
                .filter(cell -> cell.startsWith("`"))
                .map(Guide::code)
                .toList();
        assertEquals(2, queries.size());
        for (String query : queries) {
            TestRunner source = TestRunners.newTestRunner(new ScheduledBtqlQuery());
            source.setProperty("Log Source", "Braintrust API");
            source.setProperty("API Key", "sk-test");
            source.setProperty("Project Name", "Chat");
            source.setProperty("Data", "Custom BTQL");
            source.setProperty("Query", query);
            assertEquals(List.of(), explanations(source), query);
        }
    }

    /** The source as the example sets it up, on a file in place of the API, and behind it what it says stands there. */
    @Test
    void theWorkedAlertArrives() throws Exception {
        List<List<String>> properties = Guide.of(ScheduledBtqlQuery.class).table("property", "value");
        TestRunner live = TestRunners.newTestRunner(new ScheduledBtqlQuery());
        configure(live, properties);
        assertEquals(List.of(), explanations(live));
        TestRunner source = TestRunners.newTestRunner(new ScheduledBtqlQuery());
        Set<String> ofTheApi = Set.of("Log Source", "API URL", "API Key", "Start Position");
        configure(
                source,
                properties.stream()
                        .filter(row -> !ofTheApi.contains(row.getFirst()))
                        .toList());
        source.setProperty("Paths", directory.resolve("*.jsonl").toString());
        source.setProperty("Start Position", "Beginning");
        source.setProperty("Project ID", "looked up by name, in the API");
        Files.writeString(directory.resolve("spans.jsonl"), BAD + "\n" + GOOD + "\n");
        TestRunner filter = TestRunners.newTestRunner(new FilterBtql());
        filter.setProperty("BTQL Filter", "scores.Factuality < 0.5");
        TestRunner limiter = TestRunners.newTestRunner(new RateLimitOnce());
        TestRunner webhook = webhook();

        source.run();
        pass(source, "success", filter);
        pass(filter, "matched", limiter);
        pass(limiter, "notify", webhook);

        assertEquals("", only(webhook, "success").getAttribute("webhook.error"));
        JsonNode body = JSON.readTree(posted.getFirst());
        assertEquals(1, body.at("/details/count").asInt());
        assertEquals("Bad answers", body.at("/automation/name").asText());
        assertEquals("acme", body.at("/organization/name").asText());
        assertEquals("Chat", body.at("/project/name").asText());
    }

    @Test
    void fieldsAreKeptAndRedactedAsShown() throws IOException {
        TestRunner export = export();
        for (String line :
                Guide.of(ExportToS3.class).block("Keep Fields").lines().toList()) {
            String[] parts = line.split(" {2,}", 2);
            export.setProperty(parts[0], parts[1]);
        }

        export.enqueue("{\"id\":\"a\",\"created\":\"2025-05-12T10:00:00Z\",\"scores\":{\"Factuality\":0.5},"
                + "\"input\":{\"role\":\"user\",\"content\":\"mine\"},\"output\":\"yours\","
                + "\"metadata\":{\"model\":\"gpt-4o\",\"user\":\"me\"}}\n");
        export.run();

        assertEquals(
                "{\"id\":\"a\",\"created\":\"2025-05-12T10:00:00Z\",\"scores\":{\"Factuality\":0.5},"
                        + "\"input\":{\"role\":\"user\",\"content\":\"[redacted]\"},"
                        + "\"metadata\":{\"model\":\"gpt-4o\"}}\n",
                Files.readString(directory.resolve(exported("^date=2025-05-12/.*\\.jsonl$"))));
    }

    @Test
    void whatIsExportedLiesWhereTheLayoutSays() throws IOException {
        TestRunner export = export();
        export.enqueue("{\"id\":\"a\",\"created\":\"2025-05-12T10:00:00Z\"}\n", ofARun());
        export.run();

        List<String> places = Guide.of(ExportToS3.class)
                .block("the commit log")
                .lines()
                .map(line -> line.split(" {2,}")[0])
                .toList();
        assertEquals(4, places.size());
        for (String place : places) {
            String pattern = Pattern.quote(place.replace("<path>/", ""))
                    .replace("...", "\\E.*\\Q")
                    .replace("<automation>", "automation-1")
                    .replace("<generation>", "01JV0000000000000000000001");
            assertFalse(exported("^" + pattern + ".*").isEmpty(), place);
        }
    }

    @Test
    void aFlowFileThatComesTwiceIsExportedOnce() throws IOException {
        TestRunner export = export();
        export.enqueue("{\"id\":\"a\",\"created\":\"2025-05-12T10:00:00Z\"}\n", ofARun());
        export.enqueue("{\"id\":\"a\",\"created\":\"2025-05-12T10:00:00Z\"}\n", ofARun());
        export.run(2);

        export.assertTransferCount("success", 2);
        assertEquals(1, export.getCounterValue("Rows Written"));
    }

    @Test
    void csvIsExportedAsTheExampleShows() throws Exception {
        TestRunner export = export();
        configure(export, Guide.of(ExportToS3.class).table("property", "value"));

        export.enqueue("id,latency_ms,at\na,900,2026-01-01T08:00:00Z\n");
        export.run();

        only(export, "success").assertAttributeEquals("export.objects", "1");
        assertFalse(exported(".*\\.parquet$").isEmpty());
    }

    private static Map<String, String> ofARun() {
        return Map.of(
                "automation.id", "automation-1",
                "automation.generation", "01JV0000000000000000000001",
                "btql.run.id", "run-1",
                "btql.run.last", "true",
                "btql.cursor.start", "000001",
                "btql.cursor.end", "000002",
                "fragment.index", "0");
    }

    private static Map<String, String> identity(JsonNode body) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("braintrust.org.id", body.at("/organization/id").asText());
        attributes.put("braintrust.org.name", body.at("/organization/name").asText());
        attributes.put("braintrust.project.id", body.at("/project/id").asText());
        attributes.put("braintrust.project.name", body.at("/project/name").asText());
        attributes.put("automation.id", body.at("/automation/id").asText());
        attributes.put("automation.name", body.at("/automation/name").asText());
        attributes.put(
                "automation.description", body.at("/automation/description").asText());
        return attributes;
    }

    private JsonNode post(Map<String, String> attributes, Map<String, String> properties)
            throws JsonProcessingException {
        TestRunner webhook = webhook();
        properties.forEach(webhook::setProperty);
        webhook.enqueue("", attributes);
        webhook.run();
        assertEquals("", only(webhook, "success").getAttribute("webhook.error"));
        return JSON.readTree(posted.getFirst());
    }

    private TestRunner webhook() {
        TestRunner webhook = TestRunners.newTestRunner(new PostWebhookPayload());
        webhook.setProperty(
                "Webhook URL", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
        webhook.setProperty("Allowed Hosts", "127.0.0.1");
        return webhook;
    }

    private TestRunner export() {
        TestRunner export = TestRunners.newTestRunner(new ExportToS3());
        export.setProperty("Export Path", directory.toUri().toString());
        return export;
    }

    /** Path of the one file that is called like that. */
    private String exported(String pattern) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .filter(file -> file.matches(pattern))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + pattern + " in " + directory));
        }
    }

    /** Sets the properties of a table: what stands there as code, or what it names as a service. */
    private static void configure(TestRunner runner, List<List<String>> table) throws InitializationException {
        assertFalse(table.isEmpty());
        Map<String, ControllerService> services =
                Map.of("CSVReader", new CSVReader(), "CSVRecordSetWriter", new CSVRecordSetWriter());
        for (List<String> row : table) {
            String value = Guide.code(row.get(1));
            ControllerService service = services.get(value);
            if (service != null) {
                runner.addControllerService(value, service);
                runner.enableControllerService(service);
            }
            if (!row.getFirst().equals("Run Schedule")) {
                runner.setProperty(row.getFirst(), value.startsWith("#{") ? "sk-test" : value);
            }
        }
    }

    private static void pass(TestRunner from, String relationship, TestRunner to) {
        for (MockFlowFile flowFile : from.getFlowFilesForRelationship(relationship)) {
            to.enqueue(flowFile.toByteArray(), flowFile.getAttributes());
        }
        to.run();
    }

    private static HostPorts at(AtomicReference<Instant> now) {
        HostPorts machine = HostPorts.ofThisMachine();
        return new HostPorts(now::get, machine.randomness(), machine.waiting(), machine.http(), machine.objects());
    }

    private static List<String> explanations(TestRunner runner) {
        return ((MockProcessContext) runner.getProcessContext())
                .validate().stream()
                        .filter(result -> !result.isValid())
                        .map(ValidationResult::getExplanation)
                        .toList();
    }

    private static MockFlowFile only(TestRunner runner, String relationship) {
        runner.assertTransferCount(relationship, 1);
        return runner.getFlowFilesForRelationship(relationship).getFirst();
    }
}
