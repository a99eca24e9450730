package io.btautomations.core.braintrust;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.btautomations.core.braintrust.ApiException.Remedy;
import io.btautomations.core.braintrust.BraintrustApi.Organization;
import io.btautomations.core.braintrust.BraintrustApi.Project;
import io.btautomations.core.port.HttpTransport.Request;
import io.btautomations.core.port.HttpTransport.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Looks up projects and organizations. */
final class Listings {

    /** Sends a request and reads the answer. */
    @FunctionalInterface
    interface Reader {
        JsonNode read(Request request) throws ApiException;
    }

    private static final int MOST_BYTES = 4 << 20;
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Requests requests;
    private final Reader reader;
    private final Peer peer;

    Listings(Requests requests, Reader reader, Peer peer) {
        this.requests = requests;
        this.reader = reader;
        this.peer = peer;
    }

    /** The list in the response's body. */
    static JsonNode read(Response response) throws IOException {
        BodyBytes body = BodyBytes.of(response.body());
        byte[] bytes = body.content().readNBytes(MOST_BYTES);
        body.requireEnd();
        if (bytes.length == 0) {
            throw UnreadableAnswerException.brokenOff();
        }
        if (ServerText.isPage(response.header("Content-Type").orElse("")) || bytes[0] == '<') {
            throw UnreadableAnswerException.page();
        }
        try {
            JsonNode objects = JSON.readTree(bytes).path("objects");
            if (objects.isArray()) {
                return objects;
            }
        } catch (JsonProcessingException e) {
            throw UnreadableAnswerException.damaged("it is no JSON");
        }
        throw UnreadableAnswerException.foreign("has no list 'objects'; check API URL");
    }

    Optional<Project> project(String idOrName) throws ApiException {
        boolean byId = ID.matcher(idOrName).matches();
        List<Project> found = all(reader.read(requests.projects(byId ? "ids" : "project_name", idOrName)))
                .map(node -> new Project(text(node, "id"), text(node, "name"), text(node, "org_id")))
                .filter(project -> byId
                        ? project.id().equalsIgnoreCase(idOrName)
                        : project.name().equals(idOrName))
                .toList();
        if (found.size() > 1) {
            throw new ApiException(
                    "the key sees " + found.size() + " projects of this name at " + peer
                            + "; set Organization Name, or give the project's id",
                    Remedy.CHANGE);
        }
        return found.stream().findFirst();
    }

    List<Organization> organizations() throws ApiException {
        return all(reader.read(requests.organizations()))
                .map(node -> new Organization(text(node, "id"), text(node, "name")))
                .toList();
    }

    private static Stream<JsonNode> all(JsonNode objects) {
        return StreamSupport.stream(objects.spliterator(), false);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText("");
    }
}
