package io.btautomations.engine.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.engine.serve.log.LogException;
import io.btautomations.engine.serve.log.LogStore;
import io.btautomations.engine.serve.log.RowJson;
import io.btautomations.engine.serve.log.ServedObject;
import java.io.IOException;
import java.util.Optional;

/** Who one is, and the projects, experiments and datasets that there are. */
final class ProjectEndpoints {

    /** Clients that name no project mean this one. */
    private static final String USUAL_PROJECT = "Global";

    private final LogStore store;
    private final int requestBytes;

    ProjectEndpoints(LogStore store, ServerLimits limits) {
        this.store = store;
        this.requestBytes = limits.requestBytes();
    }

    void addTo(Routes routes) {
        routes.add("POST", "/api/apikey/login", ProjectEndpoints::login);
        routes.add("POST", "/api/project/register", this::registerProject);
        routes.add("GET", "/api/project", this::project);
        routes.add("POST", "/api/project/get", this::projectInList);
        routes.add("GET", "/v1/organization", ProjectEndpoints::organisations);
        routes.add("GET", "/v1/project", this::projects);
        routes.add("GET", "/v1/project/*", this::projectByPath);
        routes.add("POST", "/api/experiment/register", this::registerExperiment);
        routes.add("POST", "/api/experiment/get", this::experiment);
        routes.add("POST", "/api/base_experiment/get_id", this::noBaseExperiment);
        routes.add("POST", "/api/dataset/register", this::registerDataset);
        routes.add("POST", "/api/self/get_object_info", this::objectInfo);
    }

    private static void login(Exchange exchange) throws IOException {
        ObjectNode answer = RowJson.MAPPER.createObjectNode();
        ObjectNode organisation = answer.putArray("org_info").addObject();
        organisation.put("id", ServedObject.ORGANISATION_ID);
        organisation.put("name", ServedObject.ORGANISATION);
        organisation.put("api_url", exchange.baseUrl());
        organisation.put("proxy_url", exchange.baseUrl());
        organisation.put("realtime_url", exchange.baseUrl());
        organisation.put("is_universal_api", true);
        organisation.putObject("git_metadata").put("collect", "none");
        exchange.send(answer);
    }

    private static void organisations(Exchange exchange) throws IOException {
        ObjectNode answer = RowJson.MAPPER.createObjectNode();
        answer.putArray("objects")
                .addObject()
                .put("id", ServedObject.ORGANISATION_ID)
                .put("name", ServedObject.ORGANISATION);
        exchange.send(answer);
    }

    private void registerProject(Exchange exchange) throws IOException, RequestFailure {
        ServedObject project = registeredProject(exchange.json(requestBytes));
        ObjectNode answer = RowJson.MAPPER.createObjectNode();
        answer.set("project", described(project));
        exchange.send(answer);
    }

    private ServedObject registeredProject(ObjectNode body) throws IOException, RequestFailure {
        Optional<String> id = text(body, "project_id");
        if (id.isPresent()) {
            return find(ServedObject.Kind.PROJECT, id.get());
        }
        try {
            return store.registerProject(text(body, "project_name").orElse(USUAL_PROJECT));
        } catch (LogException e) {
            throw RequestFailure.of(e);
        }
    }

    private void project(Exchange exchange) throws IOException, RequestFailure {
        ServedObject project = find(
                ServedObject.Kind.PROJECT,
                exchange.parameter("id")
                        .or(() -> exchange.parameter("project_id"))
                        .or(() -> exchange.parameter("name"))
                        .orElseThrow(() -> RequestFailure.malformed("the request has no 'id'")));
        ObjectNode answer = described(project);
        answer.set("project", described(project));
        exchange.send(answer);
    }

    private void projectInList(Exchange exchange) throws IOException, RequestFailure {
        ObjectNode body = exchange.json(requestBytes);
        ServedObject project = find(
                ServedObject.Kind.PROJECT,
                text(body, "id")
                        .or(() -> text(body, "project_name"))
                        .or(() -> text(body, "name"))
                        .orElseThrow(() -> RequestFailure.malformed("the request has no \"id\"")));
        exchange.send(RowJson.MAPPER.createArrayNode().add(described(project)));
    }

    private void projects(Exchange exchange) throws IOException {
        Optional<String> name = exchange.parameter("project_name");
        Optional<String> id = exchange.parameter("ids");
        ObjectNode answer = RowJson.MAPPER.createObjectNode();
        ArrayNode objects = answer.putArray("objects");
        for (ServedObject project : store.projects()) {
            boolean isWanted =
                    name.filter(wanted -> !wanted.equals(project.name())).isEmpty()
                            && id.filter(wanted -> !wanted.equals(project.id())).isEmpty();
            if (isWanted) {
                objects.add(described(project));
            }
        }
        exchange.send(answer);
    }

    private void projectByPath(Exchange exchange) throws IOException, RequestFailure {
        exchange.send(described(find(ServedObject.Kind.PROJECT, exchange.path().split("/", -1)[3])));
    }

    private void registerExperiment(Exchange exchange) throws IOException, RequestFailure {
        ObjectNode body = exchange.json(requestBytes);
        ServedObject project = registeredProject(body);
        String wanted = text(body, "experiment_name").orElse("experiment");
        boolean isUpdate = body.path("update").asBoolean();
        ServedObject experiment =
                register(project, ServedObject.Kind.EXPERIMENT, isUpdate ? wanted : freeName(project, wanted));
        answerRegistered(exchange, project, experiment);
    }

    private String freeName(ServedObject project, String wanted) throws IOException {
        String name = wanted;
        for (int number = 2;
                store.find(project, ServedObject.Kind.EXPERIMENT, name).isPresent();
                number++) {
            name = wanted + "-" + number;
        }
        return name;
    }

    private void registerDataset(Exchange exchange) throws IOException, RequestFailure {
        ObjectNode body = exchange.json(requestBytes);
        ServedObject project = registeredProject(body);
        ServedObject dataset = register(
                project, ServedObject.Kind.DATASET, text(body, "dataset_name").orElse("dataset"));
        answerRegistered(exchange, project, dataset);
    }

    private ServedObject register(ServedObject project, ServedObject.Kind kind, String name)
            throws IOException, RequestFailure {
        try {
            return store.register(project, kind, name);
        } catch (LogException e) {
            throw RequestFailure.of(e);
        }
    }

    private static void answerRegistered(Exchange exchange, ServedObject project, ServedObject object)
            throws IOException {
        ObjectNode answer = RowJson.MAPPER.createObjectNode();
        answer.set("project", described(project));
        answer.set(object.kind().word(), described(object));
        exchange.send(answer);
    }

    private void experiment(Exchange exchange) throws IOException, RequestFailure {
        ObjectNode body = exchange.json(requestBytes);
        String projectName = text(body, "project_id")
                .or(() -> text(body, "project_name"))
                .orElseThrow(() -> RequestFailure.malformed("the request has no \"project_name\""));
        String name = text(body, "experiment_name")
                .orElseThrow(() -> RequestFailure.malformed("the request has no \"experiment_name\""));
        ArrayNode answer = RowJson.MAPPER.createArrayNode();
        ServedObject project = find(ServedObject.Kind.PROJECT, projectName);
        store.find(project, ServedObject.Kind.EXPERIMENT, name).ifPresent(found -> answer.add(described(found)));
        exchange.send(answer);
    }

    private void noBaseExperiment(Exchange exchange) throws IOException, RequestFailure {
        exchange.json(requestBytes);
        throw RequestFailure.malformed("experiments have no base experiment here");
    }

    private void objectInfo(Exchange exchange) throws IOException, RequestFailure {
        ObjectNode body = exchange.json(requestBytes);
        ArrayNode answer = RowJson.MAPPER.createArrayNode();
        for (JsonNode id : body.path("object_ids")) {
            Optional<ServedObject> found = store.find(ServedObject.Kind.DATASET, id.asText());
            if (found.isPresent()) {
                ServedObject project =
                        find(ServedObject.Kind.PROJECT, found.get().projectId());
                ObjectNode info = answer.addObject();
                info.put("object_id", found.get().id());
                info.put("object_name", found.get().name());
                info.putObject("parent_cols")
                        .putObject("project")
                        .put("id", project.id())
                        .put("name", project.name());
            }
        }
        exchange.send(answer);
    }

    private ServedObject find(ServedObject.Kind kind, String idOrName) throws IOException, RequestFailure {
        return store.find(kind, idOrName)
                .orElseThrow(() -> RequestFailure.forbidden("there is no " + kind.word() + " '" + idOrName + "' here"));
    }

    private static ObjectNode described(ServedObject object) {
        ObjectNode node = RowJson.MAPPER.createObjectNode();
        node.put("id", object.id());
        node.put("name", object.name());
        if (object.kind() == ServedObject.Kind.PROJECT) {
            node.put("org_id", ServedObject.ORGANISATION_ID);
        } else {
            node.put("project_id", object.projectId());
        }
        node.put("created", object.created().map(Object::toString).orElse(null));
        node.putNull("deleted_at");
        node.putNull("user_id");
        return node;
    }

    private static Optional<String> text(ObjectNode body, String field) {
        JsonNode value = body.path(field);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }
}
