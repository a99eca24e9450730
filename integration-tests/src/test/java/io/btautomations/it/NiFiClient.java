package io.btautomations.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of NiFi's REST API that a user's clicks would call. */
public final class NiFiClient {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** What NiFi answers in place of a secret; a secret that is left out of a request stays as it is. */
    private static final String MASKED = "********";

    private static final String CLIENT = "integration-tests";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    NiFiClient(int port) {
        this.port = port;
    }

    /** Address of a group on the canvas. */
    URI canvas(String groupId) {
        return URI.create("http://127.0.0.1:" + port + "/nifi/#/process-groups/" + groupId);
    }

    /** Types of all processors that the server offers. */
    public List<String> processorTypes() {
        List<String> types = new ArrayList<>();
        get("/flow/processor-types").path("processorTypes").forEach(type -> types.add(text(type, "type")));
        return types;
    }

    /** Uploads a flow definition as a new group below the root; the group's id. */
    public String upload(String name, byte[] flow) {
        String boundary = "integration-tests-boundary";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("groupName", name);
        fields.put("positionX", "0");
        fields.put("positionY", "0");
        fields.put("clientId", CLIENT);
        fields.put("disconnectedNodeAcknowledged", "false");
        fields.forEach((field, value) ->
                part(body, boundary, "name=\"" + field + "\"", value.getBytes(StandardCharsets.UTF_8)));
        part(body, boundary, "name=\"file\"; filename=\"flow.json\"\r\nContent-Type: application/json", flow);
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        HttpRequest request = request("/process-groups/" + rootId() + "/process-groups/upload")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        return text(send(request), "id");
    }

    /** The group as NiFi's menu downloads it. */
    JsonNode download(String groupId) {
        return get("/process-groups/" + groupId + "/download?includeReferencedServices=true");
    }

    /** Sets parameters of the group's context and waits until they are applied. */
    void setParameters(String groupId, Map<String, String> values) {
        String context = text(get("/process-groups/" + groupId).at("/component/parameterContext"), "id");
        JsonNode current = get("/parameter-contexts/" + context);
        Map<String, Boolean> sensitive = new LinkedHashMap<>();
        current.at("/component/parameters")
                .forEach(entry -> sensitive.put(
                        entry.at("/parameter/name").asText(),
                        entry.at("/parameter/sensitive").asBoolean()));
        ObjectNode update = json.createObjectNode();
        update.set("revision", current.path("revision"));
        update.put("id", context);
        ObjectNode component = update.putObject("component");
        component.put("id", context);
        component.put("name", current.at("/component/name").asText());
        ArrayNode parameters = component.putArray("parameters");
        values.forEach((name, value) -> {
            Boolean secret = Optional.ofNullable(sensitive.get(name))
                    .orElseThrow(() -> new IllegalArgumentException("no parameter '" + name + "' in " + sensitive));
            parameters
                    .addObject()
                    .putObject("parameter")
                    .put("name", name)
                    .put("value", value)
                    .put("sensitive", secret.booleanValue());
        });
        await("/parameter-contexts/" + context + "/update-requests", update);
    }

    /** The processor of that simple type in a group. */
    public Processor processor(String groupId, String simpleType) {
        return processors(groupId).stream()
                .filter(processor -> processor.type().endsWith("." + simpleType))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + simpleType + " in the group"));
    }

    /** The processors of a group. */
    public List<Processor> processors(String groupId) {
        List<Processor> processors = new ArrayList<>();
        get("/process-groups/" + groupId + "/processors").path("processors").forEach(entity -> {
            JsonNode component = entity.path("component");
            List<String> errors = new ArrayList<>();
            component.path("validationErrors").forEach(error -> errors.add(error.asText()));
            List<String> bulletins = new ArrayList<>();
            entity.path("bulletins")
                    .forEach(bulletin ->
                            bulletins.add(bulletin.at("/bulletin/level").asText() + ": "
                                    + bulletin.at("/bulletin/message").asText()));
            processors.add(new Processor(
                    text(entity, "id"),
                    text(component, "type"),
                    text(component, "validationStatus"),
                    text(component, "state"),
                    errors,
                    bulletins));
        });
        return processors;
    }

    /** The processor, once NiFi has ended validating it. */
    public Processor validated(String groupId, String simpleType) {
        return Eventually.get(
                "validation of " + simpleType,
                PATIENCE,
                () -> Optional.of(processor(groupId, simpleType))
                        .filter(processor -> !processor.validationStatus().equals("VALIDATING")));
    }

    /** Sets properties of a stopped processor. */
    public void setProperties(String processorId, Map<String, String> properties) {
        ObjectNode config = json.createObjectNode();
        ObjectNode values = config.putObject("properties");
        properties.forEach(values::put);
        configure(processorId, config);
    }

    /** Enables the group's controller services and waits until they are. */
    void enableServices(String groupId) {
        put(
                "/flow/process-groups/" + groupId + "/controller-services",
                json.createObjectNode().put("id", groupId).put("state", "ENABLED"));
        Eventually.holds("enabled services", PATIENCE, () -> {
            JsonNode services = get("/flow/process-groups/" + groupId
                            + "/controller-services?includeAncestorGroups=false")
                    .path("controllerServices");
            boolean enabled = !services.isEmpty();
            for (JsonNode service : services) {
                enabled &= service.at("/component/state").asText().equals("ENABLED");
            }
            return enabled;
        });
    }

    /** Starts everything in the group that is valid. */
    public void start(String groupId) {
        schedule(groupId, "RUNNING");
    }

    /** Stops everything in the group and waits until no thread of it is at work. */
    public void stop(String groupId) {
        schedule(groupId, "STOPPED");
        Eventually.holds(
                "end of all threads",
                PATIENCE,
                () -> get("/flow/process-groups/" + groupId + "/status")
                                .at("/processGroupStatus/aggregateSnapshot/activeThreadCount")
                                .asInt()
                        == 0);
    }

    /** Has a stopped processor run once, and waits until it has. */
    public void runOnce(String processorId) {
        run(processorId, "RUN_ONCE");
        awaitStopped(processorId);
    }

    /** Stops one processor and waits until it has stopped. */
    public void stopProcessor(String processorId) {
        run(processorId, "STOPPED");
        awaitStopped(processorId);
    }

    /** Starts one processor. */
    public void startProcessor(String processorId) {
        run(processorId, "RUNNING");
    }

    private void run(String processorId, String state) {
        ObjectNode body = json.createObjectNode();
        body.set("revision", get("/processors/" + processorId).path("revision"));
        body.put("state", state);
        put("/processors/" + processorId + "/run-status", body);
    }

    private void awaitStopped(String processorId) {
        Eventually.holds("end of the processor's threads", PATIENCE, () -> {
            JsonNode processor = get("/processors/" + processorId);
            return processor.at("/component/state").asText().equals("STOPPED")
                    && processor
                                    .at("/status/aggregateSnapshot/activeThreadCount")
                                    .asInt()
                            == 0;
        });
    }

    /** The entries of a processor's state. */
    public Map<String, String> state(String processorId) {
        Map<String, String> entries = new LinkedHashMap<>();
        JsonNode state = get("/processors/" + processorId + "/state").path("componentState");
        for (String scope : List.of("clusterState", "localState")) {
            state.at("/" + scope + "/state").forEach(entry -> entries.put(text(entry, "key"), text(entry, "value")));
        }
        return entries;
    }

    /** Clears a stopped processor's state. */
    void clearState(String processorId) {
        send(request("/processors/" + processorId + "/state/clear-requests")
                .POST(BodyPublishers.noBody())
                .build());
    }

    /** Verifies a stopped processor as it is set; what was found, as {@code outcome step: explanation}. */
    List<String> verify(String processorId, Map<String, String> attributes) {
        JsonNode config = get("/processors/" + processorId).at("/component/config/properties");
        ObjectNode body = json.createObjectNode();
        ObjectNode request = body.putObject("request");
        request.put("componentId", processorId);
        ObjectNode properties = request.putObject("properties");
        config.properties().stream()
                .filter(property -> !property.getValue().asText().equals(MASKED))
                .forEach(property -> properties.set(property.getKey(), property.getValue()));
        ObjectNode imagined = request.putObject("attributes");
        attributes.forEach(imagined::put);
        JsonNode done = await("/processors/" + processorId + "/config/verification-requests", body);
        List<String> results = new ArrayList<>();
        done.at("/request/results")
                .forEach(result -> results.add(text(result, "outcome") + " " + text(result, "verificationStepName")
                        + ": " + text(result, "explanation")));
        return results;
    }

    /** How long the processor's threads were at work in the last five minutes. */
    Duration atWork(String processorId) {
        return Duration.ofNanos(get("/flow/processors/" + processorId + "/status")
                .at("/processorStatus/aggregateSnapshot/tasksDurationNanos")
                .asLong());
    }

    /** The nodes of the cluster as this node knows them. */
    List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        get("/controller/cluster").at("/cluster/nodes").forEach(node -> {
            List<String> roles = new ArrayList<>();
            node.path("roles").forEach(role -> roles.add(role.asText()));
            nodes.add(new Node(node.path("apiPort").asInt(), text(node, "status"), roles));
        });
        return nodes;
    }

    /** How many FlowFiles the processor took in on each node in the last minutes, by the node's port. */
    Map<Integer, Long> taken(String processorId) {
        Map<Integer, Long> taken = new LinkedHashMap<>();
        get("/flow/processors/" + processorId + "/status?nodewise=true")
                .at("/processorStatus/nodeSnapshots")
                .forEach(node -> taken.put(
                        node.path("apiPort").asInt(),
                        node.at("/statusSnapshot/flowFilesIn").asLong()));
        return taken;
    }

    /** Brings a NAR to the running server. */
    public void install(String fileName, byte[] nar) {
        send(request("/controller/nar-manager/nars/content")
                .header("Filename", fileName)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(nar))
                .build());
    }

    /** The connections of a group. */
    public List<Connection> connections(String groupId) {
        List<Connection> connections = new ArrayList<>();
        get("/process-groups/" + groupId + "/connections")
                .path("connections")
                .forEach(entity -> connections.add(new Connection(
                        text(entity, "id"),
                        entity.at("/component/selectedRelationships/0").asText(),
                        entity.at("/component/destination/type").asText(),
                        entity.at("/status/aggregateSnapshot/flowFilesQueued").asInt())));
        return connections;
    }

    /** What waits in a connection, up to the hundred FlowFiles that NiFi lists. */
    public List<QueuedFlowFile> queue(String connectionId) {
        String queue = "/flowfile-queues/" + connectionId;
        String listing = queue + "/listing-requests/"
                + post(queue + "/listing-requests", json.createObjectNode())
                        .at("/listingRequest/id")
                        .asText();
        JsonNode listed = Eventually.get(
                "listing of a queue",
                PATIENCE,
                () -> Optional.of(get(listing))
                        .filter(answer -> answer.at("/listingRequest/finished").asBoolean()));
        List<QueuedFlowFile> flowFiles = new ArrayList<>();
        listed.at("/listingRequest/flowFileSummaries").forEach(summary -> {
            String flowFile = queue + "/flowfiles/" + text(summary, "uuid");
            Map<String, String> attributes = new LinkedHashMap<>();
            JsonNode entity = get(flowFile).path("flowFile");
            entity.path("attributes")
                    .properties()
                    .forEach(attribute -> attributes.put(
                            attribute.getKey(), attribute.getValue().asText()));
            byte[] content = entity.path("size").asLong() == 0
                    ? new byte[0]
                    : bytes(request(flowFile + "/content").GET().build());
            flowFiles.add(new QueuedFlowFile(attributes, content));
        });
        send(request(listing).DELETE().build());
        return flowFiles;
    }

    /** Number of FlowFiles that wait in the group. */
    int queued(String groupId) {
        return get("/flow/process-groups/" + groupId + "/status")
                .at("/processGroupStatus/aggregateSnapshot/flowFilesQueued")
                .asInt();
    }

    /** Counters of the processors of one type, by name. */
    Map<String, Long> counters(String simpleType) {
        Map<String, Long> counters = new LinkedHashMap<>();
        get("/counters").at("/counters/aggregateSnapshot/counters").forEach(counter -> {
            if (text(counter, "context").startsWith(simpleType + " ")) {
                counters.put(text(counter, "name"), counter.path("valueCount").asLong());
            }
        });
        return counters;
    }

    /** Provenance events of a processor, newest first, as {@code type transit-uri}. */
    List<String> provenance(String processorId) {
        ObjectNode body = json.createObjectNode();
        ObjectNode query = body.putObject("provenance").putObject("request");
        query.put("maxResults", 100);
        query.putObject("searchTerms").putObject("ProcessorID").put("value", processorId);
        JsonNode submitted = post("/provenance", body);
        String id = submitted.at("/provenance/id").asText();
        JsonNode finished = Eventually.get(
                "provenance",
                PATIENCE,
                () -> Optional.of(get("/provenance/" + id))
                        .filter(answer -> answer.at("/provenance/finished").asBoolean()));
        List<String> events = new ArrayList<>();
        finished.at("/provenance/results/provenanceEvents")
                .forEach(event -> events.add((text(event, "eventType") + " "
                                + event.path("transitUri").asText(""))
                        .strip()));
        return events;
    }

    private void configure(String processorId, ObjectNode config) {
        ObjectNode body = json.createObjectNode();
        body.set("revision", get("/processors/" + processorId).path("revision"));
        ObjectNode component = body.putObject("component");
        component.put("id", processorId);
        component.set("config", config);
        put("/processors/" + processorId, body);
    }

    private void schedule(String groupId, String state) {
        put(
                "/flow/process-groups/" + groupId,
                json.createObjectNode().put("id", groupId).put("state", state));
    }

    /** Posts a request that the server works off, and waits for its end. */
    private JsonNode await(String path, JsonNode body) {
        String id = text(post(path, body).path("request"), "requestId");
        JsonNode done = Eventually.get(
                "end of " + path,
                PATIENCE,
                () -> Optional.of(get(path + "/" + id))
                        .filter(answer -> answer.at("/request/complete").asBoolean()));
        send(request(path + "/" + id).DELETE().build());
        JsonNode failure = done.at("/request/failureReason");
        if (!failure.isMissingNode() && !failure.isNull()) {
            throw new AssertionError(path + " failed: " + failure.asText());
        }
        return done;
    }

    private String rootId() {
        return get("/flow/process-groups/root").at("/processGroupFlow/id").asText();
    }

    private JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    private JsonNode post(String path, JsonNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(publisher(body))
                .build());
    }

    private void put(String path, JsonNode body) {
        send(request(path)
                .header("Content-Type", "application/json")
                .PUT(publisher(body))
                .build());
    }

    private static BodyPublisher publisher(JsonNode body) {
        return BodyPublishers.ofString(body.toString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/nifi-api" + path))
                .timeout(PATIENCE);
    }

    private JsonNode send(HttpRequest request) {
        try {
            byte[] body = bytes(request);
            return body.length == 0 ? json.createObjectNode() : json.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new AssertionError(request.method() + " " + request.uri() + ": " + response.statusCode() + " "
                        + new String(response.body(), StandardCharsets.UTF_8));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void part(ByteArrayOutputStream body, String boundary, String disposition, byte[] content) {
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    /**
     * A node of a cluster.
     *
     * @param port of its REST API
     */
    record Node(int port, String status, List<String> roles) {}

    /**
     * A connection on the canvas.
     *
     * @param relationship the first that leads through it; empty behind a port
     * @param destinationType such as {@code PROCESSOR} or {@code FUNNEL}
     */
    public record Connection(String id, String relationship, String destinationType, int queued) {}

    /** A FlowFile that waits. */
    public record QueuedFlowFile(Map<String, String> attributes, byte[] content) {}

    /**
     * A processor on the canvas.
     *
     * @param validationErrors what keeps it from running, as the canvas shows it
     * @param bulletins what it reported lately, as {@code level: message}
     */
    public record Processor(
            String id,
            String type,
            String validationStatus,
            String state,
            List<String> validationErrors,
            List<String> bulletins) {}
}
