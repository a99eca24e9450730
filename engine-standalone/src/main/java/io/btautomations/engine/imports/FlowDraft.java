package io.btautomations.engine.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.UUID;

/** A flow definition in the making, which begins as one of the templates. */
final class FlowDraft {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ObjectNode root;
    private final ObjectNode group;
    private final Map<String, ObjectNode> parameters = new LinkedHashMap<>();

    private FlowDraft(ObjectNode root) {
        this.root = root;
        this.group = (ObjectNode) root.get("flowContents");
        JsonNode context = root.get("parameterContexts").elements().next();
        context.get("parameters")
                .forEach(parameter -> parameters.put(parameter.get("name").textValue(), (ObjectNode) parameter));
    }

    /** A copy of a template that comes with the engine. */
    static FlowDraft of(String template) {
        try (InputStream in = FlowDraft.class.getResourceAsStream("/templates/" + template + "/flow.json")) {
            if (in == null) {
                throw new NoSuchElementException("the jar does not hold the template '" + template + "'");
            }
            return new FlowDraft((ObjectNode) MAPPER.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names the group and its parameter context. */
    void name(String groupName, String contextName, String comments) {
        group.put("name", groupName).put("comments", comments).put("parameterContextName", contextName);
        ObjectNode contexts = (ObjectNode) root.get("parameterContexts");
        ObjectNode context = (ObjectNode) contexts.elements().next();
        context.put("name", contextName);
        root.putObject("parameterContexts").set(contextName, context);
    }

    /** Gives all components identifiers that follow from the seed, so that no two flows share one. */
    void identify(String seed) {
        Map<String, String> identifiers = new HashMap<>();
        for (JsonNode identifier : root.findValues("identifier")) {
            String old = identifier.asText();
            byte[] name = (seed + "/" + old).getBytes(StandardCharsets.UTF_8);
            identifiers.put(old, UUID.nameUUIDFromBytes(name).toString());
        }
        replaceTexts(root, identifiers);
    }

    /** Sets a property of all processors of a simple type. */
    void property(String type, String name, String value) {
        for (ObjectNode processor : processors(type)) {
            ((ObjectNode) processor.get("properties")).put(name, value);
            ObjectNode descriptors = (ObjectNode) processor.get("propertyDescriptors");
            if (!descriptors.has(name)) {
                descriptors
                        .putObject(name)
                        .put("name", name)
                        .put("displayName", name)
                        .put("identifiesControllerService", false)
                        .put("sensitive", false)
                        .put("dynamic", false);
            }
        }
    }

    /** Switches the processors of a simple type off: they run neither now nor when everything is started. */
    void disable(String type) {
        processors(type).forEach(processor -> processor.put("scheduledState", "DISABLED"));
    }

    /** Sets the value of a parameter that is no secret. */
    void parameter(String name, String value) {
        ObjectNode parameter = parameters.get(name);
        if (parameter == null || parameter.get("sensitive").booleanValue()) {
            throw new NoSuchElementException("the template has no plain parameter '" + name + "'");
        }
        parameter.put("value", value);
    }

    /** Adds a parameter, unless the template has it. */
    void addParameter(String name, String description, boolean sensitive) {
        if (parameters.containsKey(name)) {
            return;
        }
        ObjectNode parameter = MAPPER.createObjectNode()
                .put("name", name)
                .put("description", description)
                .put("sensitive", sensitive)
                .put("provided", false);
        if (!sensitive) {
            parameter.put("value", "");
        }
        parameters.put(name, parameter);
        ObjectNode context =
                (ObjectNode) root.get("parameterContexts").elements().next();
        ArrayNode sorted = context.putArray("parameters");
        new TreeMap<>(parameters).values().forEach(sorted::add);
    }

    /** Names of the parameters, with whether each is a secret. */
    Map<String, Boolean> parameters() {
        Map<String, Boolean> names = new TreeMap<>();
        parameters.forEach(
                (name, parameter) -> names.put(name, parameter.get("sensitive").booleanValue()));
        return names;
    }

    ObjectNode root() {
        return root;
    }

    private List<ObjectNode> processors(String type) {
        return group.get("processors")
                .valueStream()
                .map(ObjectNode.class::cast)
                .filter(processor -> processor.get("type").textValue().endsWith("." + type))
                .toList();
    }

    private static void replaceTexts(JsonNode node, Map<String, String> replacements) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (member.getValue() instanceof TextNode text && replacements.containsKey(text.textValue())) {
                    member.setValue(TextNode.valueOf(replacements.get(text.textValue())));
                } else {
                    replaceTexts(member.getValue(), replacements);
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(element -> replaceTexts(element, replacements));
        }
    }
}
