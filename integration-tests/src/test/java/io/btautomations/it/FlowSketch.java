package io.btautomations.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A flow definition of a test's own: processors, services and connections, each found by its name. */
final class FlowSketch {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OURS = "io.btautomations.nifi.";

    private final ObjectNode root = JSON.createObjectNode();
    private final ObjectNode group = root.putObject("flowContents");
    private final Map<String, String> types = new HashMap<>();

    FlowSketch(String name) {
        root.put("flowEncodingVersion", "1.0");
        root.putObject("externalControllerServices");
        root.putObject("parameterContexts");
        root.putObject("parameterProviders");
        group.put("identifier", id(name)).put("name", name).put("componentType", "PROCESS_GROUP");
        for (String kind : List.of(
                "processors",
                "connections",
                "controllerServices",
                "funnels",
                "processGroups",
                "remoteProcessGroups",
                "inputPorts",
                "outputPorts",
                "labels")) {
            group.putArray(kind);
        }
    }

    /** A service of NiFi's own for records; a processor's property refers to it by its name. */
    FlowSketch recordService(String name, String type, Map<String, String> properties) {
        ObjectNode service = component("controllerServices", "CONTROLLER_SERVICE", name, type);
        service.put("bulletinLevel", "WARN").put("scheduledState", "DISABLED");
        bundle(service, "org.apache.nifi", "nifi-record-serialization-services-nar", "2.3.0");
        String api = type.endsWith("Reader") ? "RecordReaderFactory" : "RecordSetWriterFactory";
        ObjectNode offered = service.putArray("controllerServiceApis").addObject();
        offered.put("type", "org.apache.nifi.serialization." + api);
        bundle(offered, "org.apache.nifi", "nifi-standard-services-api-nar", "2.3.0");
        properties(service, properties, Map.of());
        return this;
    }

    /** One of our processors. */
    FlowSketch processor(
            String name,
            String simpleType,
            Map<String, String> properties,
            Map<String, String> services,
            String... end) {
        bundle(
                added(name, OURS + simpleType, properties, services, end),
                "io.btautomations",
                "nifi-braintrust-automations-nar",
                "0.1.0");
        return this;
    }

    /** One of NiFi's own processors. */
    FlowSketch standard(
            String name,
            String simpleType,
            Map<String, String> properties,
            Map<String, String> services,
            String... end) {
        bundle(
                added(name, "org.apache.nifi.processors.standard." + simpleType, properties, services, end),
                "org.apache.nifi",
                "nifi-standard-nar",
                "2.3.0");
        return this;
    }

    /** A place where FlowFiles wait for good. */
    FlowSketch funnel(String name) {
        ObjectNode funnel = group.withArray("funnels").addObject();
        funnel.put("identifier", id(name)).put("componentType", "FUNNEL");
        funnel.put("groupIdentifier", group.path("identifier").asText());
        funnel.putObject("position").put("x", 0).put("y", 0);
        types.put(name, "FUNNEL");
        return this;
    }

    /** The flow with that Run Schedule of the processor. */
    FlowSketch every(String period, String name) {
        group.withArray("processors").forEach(processor -> {
            if (processor.path("name").asText().equals(name)) {
                ((ObjectNode) processor).put("schedulingPeriod", period);
            }
        });
        return this;
    }

    /** A connection by that relationship; its own name is {@code source relationship to destination}. */
    FlowSketch connect(String source, String relationship, String destination) {
        String name = source + " " + relationship + " to " + destination;
        ObjectNode connection = group.withArray("connections").addObject();
        connection.put("identifier", id(name)).put("name", name).put("componentType", "CONNECTION");
        connection.put("groupIdentifier", group.path("identifier").asText());
        end(connection.putObject("source"), source);
        end(connection.putObject("destination"), destination);
        connection.putArray("selectedRelationships").add(relationship);
        connection.putArray("prioritizers");
        connection.putArray("bends");
        connection
                .put("labelIndex", 0)
                .put("zIndex", 0)
                .put("backPressureObjectThreshold", 10_000)
                .put("backPressureDataSizeThreshold", "10 GB")
                .put("flowFileExpiration", "0 sec")
                .put("loadBalanceStrategy", "DO_NOT_LOAD_BALANCE")
                .put("partitioningAttribute", "")
                .put("loadBalanceCompression", "DO_NOT_COMPRESS");
        return this;
    }

    byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode added(
            String name, String type, Map<String, String> properties, Map<String, String> services, String... end) {
        ObjectNode processor = component("processors", "PROCESSOR", name, type);
        processor
                .put("schedulingPeriod", "0 sec")
                .put("schedulingStrategy", "TIMER_DRIVEN")
                .put("executionNode", "ALL")
                .put("penaltyDuration", "1 sec")
                .put("yieldDuration", "1 sec")
                .put("bulletinLevel", "WARN")
                .put("runDurationMillis", 0)
                .put("concurrentlySchedulableTaskCount", 1)
                .put("scheduledState", "ENABLED")
                .put("retryCount", 10)
                .put("backoffMechanism", "PENALIZE_FLOWFILE")
                .put("maxBackoffPeriod", "10 mins");
        processor.putArray("retriedRelationships");
        ArrayNode ends = processor.putArray("autoTerminatedRelationships");
        List.of(end).forEach(ends::add);
        properties(processor, properties, services);
        return processor;
    }

    private ObjectNode component(String kind, String componentType, String name, String type) {
        ObjectNode component = group.withArray(kind).addObject();
        component
                .put("identifier", id(name))
                .put("name", name)
                .put("type", type)
                .put("componentType", componentType)
                .put("groupIdentifier", group.path("identifier").asText());
        component.putObject("position").put("x", 0).put("y", 200 * types.size());
        types.put(name, componentType);
        return component;
    }

    private void properties(ObjectNode owner, Map<String, String> properties, Map<String, String> services) {
        ObjectNode values = owner.putObject("properties");
        ObjectNode descriptors = owner.putObject("propertyDescriptors");
        properties.forEach(values::put);
        services.forEach((property, service) -> values.put(property, id(service)));
        values.fieldNames()
                .forEachRemaining(property -> descriptors
                        .putObject(property)
                        .put("name", property)
                        .put("displayName", property)
                        .put("identifiesControllerService", services.containsKey(property))
                        .put("sensitive", false));
    }

    private void end(ObjectNode end, String name) {
        end.put("id", id(name)).put("name", name).put("type", types.get(name));
        end.put("groupId", group.path("identifier").asText());
    }

    private static void bundle(ObjectNode owner, String bundleGroup, String artifact, String version) {
        owner.putObject("bundle")
                .put("group", bundleGroup)
                .put("artifact", artifact)
                .put("version", version);
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
