package io.btautomations.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;

/** A template as a user would have it after changing a few things on the canvas. Immutable. */
final class FlowCopy {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root;

    private FlowCopy(JsonNode root) {
        this.root = root;
    }

    /** The template of that folder as it is shipped. */
    static FlowCopy ofTemplate(String folder) {
        try {
            return new FlowCopy(JSON.readTree(file(folder).toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The template of that folder, which reads files in place of Braintrust. */
    static FlowCopy onFiles(String folder) {
        FlowCopy copy = ofTemplate(folder);
        ((ObjectNode) copy.parameter("Log Source")).put("value", "Local Files");
        return copy;
    }

    /** Where the template of that folder lies. */
    static Path file(String folder) {
        return TestFiles.repository().resolve("templates").resolve(folder).resolve("flow.json");
    }

    /** The flow with another value of a property of the processor of that simple type. */
    FlowCopy withProperty(String simpleType, String property, String value) {
        FlowCopy copy = new FlowCopy(root.deepCopy());
        ObjectNode properties = (ObjectNode) copy.processor(simpleType).path("properties");
        properties.put(property, value);
        return copy;
    }

    /** The flow with its own parameter context, so that copies on one server do not share values. */
    FlowCopy withContext(String name) {
        FlowCopy copy = new FlowCopy(root.deepCopy());
        ObjectNode contexts = (ObjectNode) copy.root.path("parameterContexts");
        String old = contexts.fieldNames().next();
        ObjectNode context = (ObjectNode) contexts.remove(old);
        contexts.set(name, context.put("name", name));
        ((ObjectNode) copy.root.path("flowContents")).put("parameterContextName", name);
        return copy;
    }

    /**
     * The flow with a controller service of NiFi's own, which a processor uses.
     *
     * @param simpleType of the processor
     * @param property of the processor that names the service
     * @param bundle artifact of the NAR that has the service
     * @param type class of the service
     * @param api interface of the service
     */
    FlowCopy withService(
            String simpleType,
            String property,
            String bundle,
            String type,
            String api,
            Map<String, String> serviceProperties) {
        String id =
                UUID.nameUUIDFromBytes(type.getBytes(StandardCharsets.UTF_8)).toString();
        FlowCopy copy = withProperty(simpleType, property, id);
        ObjectNode group = (ObjectNode) copy.root.path("flowContents");
        ObjectNode service = group.withArray("controllerServices").addObject();
        service.put("identifier", id)
                .put("name", type.substring(type.lastIndexOf('.') + 1))
                .put("type", type)
                .put("componentType", "CONTROLLER_SERVICE")
                .put("groupIdentifier", group.path("identifier").asText())
                .put("scheduledState", "ENABLED")
                .put("bulletinLevel", "WARN");
        bundle(service.putObject("bundle"), bundle);
        ObjectNode apiNode = service.putArray("controllerServiceApis").addObject();
        bundle(apiNode.put("type", api).putObject("bundle"), "nifi-standard-services-api-nar");
        ObjectNode properties = service.putObject("properties");
        ObjectNode descriptors = service.putObject("propertyDescriptors");
        serviceProperties.forEach((name, value) -> {
            properties.put(name, value);
            descriptors
                    .putObject(name)
                    .put("name", name)
                    .put("displayName", name)
                    .put("sensitive", value.startsWith("#{"));
        });
        return copy;
    }

    private static void bundle(ObjectNode bundle, String artifact) {
        bundle.put("group", "org.apache.nifi").put("artifact", artifact).put("version", "2.3.0");
    }

    /** The flow with one more sensitive parameter. */
    FlowCopy withSecret(String name) {
        FlowCopy copy = new FlowCopy(root.deepCopy());
        ObjectNode context =
                (ObjectNode) copy.root.path("parameterContexts").elements().next();
        context.withArray("parameters")
                .addObject()
                .put("name", name)
                .put("sensitive", true)
                .put("provided", false);
        return copy;
    }

    /** The flow with what the processor sends out shared among the nodes of a cluster. */
    FlowCopy withLoadBalanced(String simpleType) {
        FlowCopy copy = new FlowCopy(root.deepCopy());
        String source = copy.processor(simpleType).path("identifier").asText();
        copy.root.at("/flowContents/connections").forEach(connection -> {
            if (connection.at("/source/id").asText().equals(source)) {
                ((ObjectNode) connection).put("loadBalanceStrategy", "ROUND_ROBIN");
            }
        });
        return copy;
    }

    /** Name of the flow's group. */
    String name() {
        return root.at("/flowContents/name").asText();
    }

    byte[] bytes() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode parameter(String name) {
        for (JsonNode parameter :
                root.path("parameterContexts").elements().next().path("parameters")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter;
            }
        }
        throw new AssertionError("no parameter '" + name + "' in the flow");
    }

    private JsonNode processor(String simpleType) {
        Iterator<JsonNode> processors = root.at("/flowContents/processors").elements();
        while (processors.hasNext()) {
            JsonNode processor = processors.next();
            if (processor.path("type").asText().endsWith("." + simpleType)) {
                return processor;
            }
        }
        throw new AssertionError("no " + simpleType + " in the flow");
    }
}
