package io.btautomations.it;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A flow definition as NiFi downloads it, freed of what differs from download to download: the ids of the instance on
 * the canvas, the id that NiFi makes up for the group, and the order of what has none.
 */
final class NormalizedFlow {

    private static final ObjectMapper JSON = new ObjectMapper();

    private NormalizedFlow() {}

    /**
     * The text of a download.
     *
     * @param groupIdentifier what the group is to be identified by
     */
    static String of(JsonNode download, String groupIdentifier) {
        String madeUp = download.at("/flowContents/identifier").asText();
        JsonNode normalized = normalize("", download, madeUp, groupIdentifier);
        ((ObjectNode) normalized.path("flowContents"))
                .put("comments", download.at("/flowContents/comments").asText());
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        try {
            return JSON.writer(printer).writeValueAsString(normalized) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode normalize(String field, JsonNode node, String madeUp, String groupIdentifier) {
        if (node.isObject()) {
            List<Map.Entry<String, JsonNode>> entries = new ArrayList<>(node.properties());
            if (field.equals("properties") || field.equals("propertyDescriptors") || field.equals("style")) {
                entries.sort(Map.Entry.comparingByKey());
            }
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> entry : entries) {
                if (!entry.getKey().equals("instanceIdentifier")) {
                    object.set(entry.getKey(), normalize(entry.getKey(), entry.getValue(), madeUp, groupIdentifier));
                }
            }
            return object;
        }
        if (node.isArray()) {
            List<JsonNode> elements = new ArrayList<>();
            node.forEach(element -> elements.add(normalize("", element, madeUp, groupIdentifier)));
            if (!field.equals("bends")) {
                elements.sort(Comparator.comparing(NormalizedFlow::place));
            }
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            return array.addAll(elements);
        }
        return node.asText().equals(madeUp) && node.isTextual() ? TextNode.valueOf(groupIdentifier) : node;
    }

    /** What an element of a set is sorted by: where it stands on the canvas, else its name, else its text. */
    private static String place(JsonNode element) {
        if (element.has("position")) {
            return "%09.1f %09.1f"
                    .formatted(
                            element.at("/position/y").asDouble(),
                            element.at("/position/x").asDouble());
        }
        if (element.has("source")) {
            return element.at("/source/id").asText() + element.path("selectedRelationships");
        }
        return element.has("name") ? element.path("name").asText() : element.toString();
    }
}
