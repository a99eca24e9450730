package io.btautomations.engine.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.braintrust.TransactionId;
import io.btautomations.engine.serve.log.LogException;
import io.btautomations.engine.serve.log.LogStore;
import io.btautomations.engine.serve.log.RowJson;
import io.btautomations.engine.serve.log.ServedObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What clients log. */
final class WriteEndpoints {

    private static final String OVERFLOW = "logs3_overflow";

    private final LogStore store;
    private final ServerLimits limits;
    private final Uploads uploads;

    WriteEndpoints(LogStore store, ServerLimits limits, Uploads uploads) {
        this.store = store;
        this.limits = limits;
        this.uploads = uploads;
    }

    void addTo(Routes routes) {
        routes.add("POST", "/logs3", this::log);
        routes.add("POST", "/logs3/overflow", this::announceUpload);
        routes.add("POST", "/v1/project_logs/*/insert", exchange -> insert(exchange, ServedObject.Kind.PROJECT));
        routes.add("POST", "/v1/experiment/*/insert", exchange -> insert(exchange, ServedObject.Kind.EXPERIMENT));
        routes.add("POST", "/v1/dataset/*/insert", exchange -> insert(exchange, ServedObject.Kind.DATASET));
    }

    private void log(Exchange exchange) throws IOException, RequestFailure {
        ObjectNode body = exchange.json(limits.requestBytes());
        JsonNode rows = body.path("rows");
        Optional<String> key = overflowKey(rows);
        if (key.isPresent()) {
            rows = uploaded(key.get());
        }
        Map<ServedObject, List<ObjectNode>> byObject = new LinkedHashMap<>();
        List<String> ids = new ArrayList<>();
        for (ObjectNode row : rows(rows, "rows")) {
            ids.add(id(row, ids.size()));
            byObject.computeIfAbsent(object(row, ids.size() - 1), object -> new ArrayList<>())
                    .add(row);
        }
        answer(exchange, "ids", ids, write(byObject));
        if (key.isPresent()) {
            uploads.remove(key.get());
        }
    }

    private static Optional<String> overflowKey(JsonNode rows) {
        boolean isReference = rows.path("type").asText().equals(OVERFLOW);
        return isReference ? Optional.of(rows.path("key").asText()) : Optional.empty();
    }

    private JsonNode uploaded(String key) throws IOException, RequestFailure {
        Path file = uploads.file(key)
                .orElseThrow(() -> RequestFailure.malformed("there is no upload with this \"key\"; upload again"));
        try {
            return RowJson.MAPPER.readTree(Files.readAllBytes(file)).path("rows");
        } catch (JsonProcessingException e) {
            throw RequestFailure.malformed("what was uploaded is no JSON: " + e.getOriginalMessage());
        }
    }

    private void insert(Exchange exchange, ServedObject.Kind kind) throws IOException, RequestFailure {
        String name = exchange.path().split("/", -1)[3];
        ServedObject object = found(kind, name);
        List<ObjectNode> events = rows(exchange.json(limits.requestBytes()).path("events"), "events");
        List<String> ids = new ArrayList<>();
        for (ObjectNode event : events) {
            if (!event.hasNonNull("id")) {
                event.put("id", uploads.newKey());
            }
            ids.add(id(event, ids.size()));
        }
        answer(exchange, "row_ids", ids, write(Map.of(object, events)));
    }

    private static List<ObjectNode> rows(JsonNode rows, String field) throws RequestFailure {
        if (!rows.isArray()) {
            throw RequestFailure.malformed("\"" + field + "\" should be an array of rows");
        }
        List<ObjectNode> objects = new ArrayList<>();
        for (JsonNode row : rows) {
            if (!(row instanceof ObjectNode object)) {
                throw RequestFailure.malformed("row " + objects.size() + " should be an object");
            }
            objects.add(object);
        }
        return objects;
    }

    private static String id(ObjectNode row, int number) throws RequestFailure {
        JsonNode id = row.path("id");
        if (!id.isTextual() || id.textValue().isEmpty()) {
            throw RequestFailure.malformed("row " + number + " should have a text as its \"id\"");
        }
        return id.textValue();
    }

    private ServedObject object(ObjectNode row, int number) throws IOException, RequestFailure {
        if (row.path("experiment_id").isTextual()) {
            return found(ServedObject.Kind.EXPERIMENT, row.path("experiment_id").textValue());
        }
        if (row.path("dataset_id").isTextual()) {
            return found(ServedObject.Kind.DATASET, row.path("dataset_id").textValue());
        }
        if (row.path("project_id").isTextual() && row.path("log_id").asText("g").equals("g")) {
            return found(ServedObject.Kind.PROJECT, row.path("project_id").textValue());
        }
        throw RequestFailure.malformed("row " + number + " should say by its project_id (with log_id \"g\"),"
                + " experiment_id or dataset_id what it belongs to");
    }

    private ServedObject found(ServedObject.Kind kind, String id) throws IOException, RequestFailure {
        return store.find(kind, id)
                .orElseThrow(() -> RequestFailure.forbidden("there is no " + kind.word() + " '" + id + "' here"));
    }

    private TransactionId write(Map<ServedObject, List<ObjectNode>> rows) throws IOException, RequestFailure {
        try {
            TransactionId last = store.lastTransaction();
            for (Map.Entry<ServedObject, List<ObjectNode>> entry : rows.entrySet()) {
                last = store.write(entry.getKey(), entry.getValue());
            }
            return last;
        } catch (LogException e) {
            throw RequestFailure.of(e);
        }
    }

    private static void answer(Exchange exchange, String field, List<String> ids, TransactionId transaction)
            throws IOException {
        ObjectNode answer = RowJson.MAPPER.createObjectNode();
        ArrayNode list = answer.putArray(field);
        ids.forEach(list::add);
        answer.put("xact_id", transaction.toString());
        exchange.send(answer);
    }

    private void announceUpload(Exchange exchange) throws IOException, RequestFailure {
        ObjectNode body = exchange.json(limits.requestBytes());
        long size = body.path("size_bytes").asLong(0);
        if (size > limits.uploadBytes()) {
            throw Exchange.tooLong(limits.uploadBytes());
        }
        String key = uploads.announce();
        ObjectNode answer = RowJson.MAPPER.createObjectNode();
        answer.put("method", "PUT");
        answer.put("signedUrl", exchange.baseUrl() + "/logs3/overflow/" + key);
        answer.putObject("headers").put("Content-Type", "application/json");
        answer.put("key", key);
        exchange.send(answer);
    }
}
