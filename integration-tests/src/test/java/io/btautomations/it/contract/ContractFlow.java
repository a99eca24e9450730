package io.btautomations.it.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.catalog.Steps;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.StepDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The flow definition around one step: something that feeds it, and something at the end of each of its routes. */
final class ContractFlow {

    /** A component of the flow, as connections name it. */
    record Part(String type, String name) {

        String id() {
            return UUID.nameUUIDFromBytes((type + "/" + name).getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode root = JSON.createObjectNode();
    private final ObjectNode group = root.putObject("flowContents");
    private final Part groupPart;
    private final Part step;

    private ContractFlow(Scenario scenario, Map<String, String> settings, String schedule) {
        groupPart = new Part("GROUP", scenario.toString());
        step = new Part("PROCESSOR", scenario.step());
        group.put("identifier", groupPart.id());
        group.put("name", scenario.step());
        group.put("componentType", "PROCESS_GROUP");
        for (String kind : List.of(
                "processors",
                "connections",
                "funnels",
                "inputPorts",
                "outputPorts",
                "controllerServices",
                "labels",
                "processGroups",
                "remoteProcessGroups")) {
            group.putArray(kind);
        }
        position(group);
        group.put("executionEngine", "INHERITED").put("maxConcurrentTasks", 1).put("statelessFlowTimeout", "1 min");
        group.put("flowFileConcurrency", "UNBOUNDED").put("flowFileOutboundPolicy", "STREAM_WHEN_AVAILABLE");
        root.putObject("externalControllerServices");
        root.putObject("parameterContexts");
        root.putObject("parameterProviders");
        root.put("flowEncodingVersion", "1.0").put("latest", false);
        processor(
                step,
                "io.btautomations.nifi." + scenario.step(),
                "nifi-braintrust-automations-nar",
                settings,
                schedule);
    }

    /** A flow of nothing but the step. */
    static ContractFlow of(Scenario scenario, Map<String, String> settings, String schedule) {
        return new ContractFlow(scenario, settings, schedule);
    }

    /** What the step is declared to be. */
    static StepDescriptor descriptor(Scenario scenario) {
        return Steps.all().stream()
                .filter(descriptor -> descriptor.type().equals(scenario.step()))
                .findFirst()
                .orElseThrow();
    }

    /** Names of the step's routes that lead out: all but {@code retry}, which leads back. */
    static List<String> routesOut(Scenario scenario) {
        return descriptor(scenario).routes().stream()
                .map(Route::name)
                .filter(route -> !route.equals("retry"))
                .toList();
    }

    /** Whether the step has a route that leads back to it. */
    static boolean leadsBack(Scenario scenario) {
        return descriptor(scenario).routes().stream()
                .anyMatch(route -> route.name().equals("retry"));
    }

    /** Leads {@code retry} back to the step, if the step has it. */
    ContractFlow loop(Scenario scenario) {
        if (leadsBack(scenario)) {
            connect(step, "retry", step);
        }
        return this;
    }

    /** Puts a processor in front of the step. */
    ContractFlow fedBy(String type, String artifact, Map<String, String> properties) {
        Part feed = new Part("PROCESSOR", "Feed");
        processor(feed, type, artifact, properties, "0 sec");
        connect(feed, "success", step);
        return this;
    }

    /** Puts an input port in front of the step. */
    ContractFlow fedByPort(String name) {
        Part port = port("inputPorts", "INPUT_PORT", name);
        connect(port, "", step);
        return this;
    }

    /** Puts a processor at the end of a route. */
    ContractFlow collectedBy(String type, String route) {
        Part collector = new Part("PROCESSOR", route);
        processor(collector, type, "none", Map.of(), "0 sec");
        connect(step, route, collector);
        return this;
    }

    /** Puts a funnel at the end of a route. */
    ContractFlow collectedByFunnel(String route) {
        Part funnel = new Part("FUNNEL", route);
        part(group.withArray("funnels").addObject(), funnel);
        connect(step, route, funnel);
        return this;
    }

    /** Puts an output port at the end of a route. */
    ContractFlow collectedByPort(String route) {
        connect(step, route, port("outputPorts", "OUTPUT_PORT", route));
        return this;
    }

    /** Identifies the step's component. */
    String stepId() {
        return step.id();
    }

    JsonNode json() {
        return root;
    }

    byte[] bytes() {
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void processor(Part part, String type, String artifact, Map<String, String> properties, String schedule) {
        ObjectNode processor = part(group.withArray("processors").addObject(), part);
        processor.put("name", part.name()).put("type", type);
        processor
                .putObject("bundle")
                .put("group", "io.btautomations")
                .put("artifact", artifact)
                .put("version", "0.1.0");
        ObjectNode values = processor.putObject("properties");
        ObjectNode descriptors = processor.putObject("propertyDescriptors");
        properties.forEach((name, value) -> {
            values.put(name, value);
            descriptors.putObject(name).put("name", name).put("displayName", name);
        });
        processor.put("schedulingPeriod", schedule).put("schedulingStrategy", "TIMER_DRIVEN");
        processor.put("executionNode", "ALL").put("concurrentlySchedulableTaskCount", 1);
        processor.put("penaltyDuration", "1 sec").put("yieldDuration", "1 sec").put("bulletinLevel", "WARN");
        processor.put("runDurationMillis", 0).put("scheduledState", "ENABLED").put("retryCount", 0);
        processor.putArray("retriedRelationships");
        processor.putArray("autoTerminatedRelationships");
        processor.put("backoffMechanism", "PENALIZE_FLOWFILE").put("maxBackoffPeriod", "10 mins");
    }

    private Part port(String kind, String type, String name) {
        Part port = new Part(type, name);
        part(group.withArray(kind).addObject(), port)
                .put("name", name)
                .put("type", type)
                .put("concurrentlySchedulableTaskCount", 1)
                .put("scheduledState", "ENABLED")
                .put("allowRemoteAccess", false);
        return port;
    }

    private void connect(Part from, String relationship, Part to) {
        Part part = new Part("CONNECTION", from.name() + "/" + relationship + "/" + to.name());
        ObjectNode connection = part(group.withArray("connections").addObject(), part);
        connection.put("name", relationship);
        end(connection.putObject("source"), from);
        end(connection.putObject("destination"), to);
        connection.putArray("selectedRelationships").add(relationship);
        connection.put("backPressureObjectThreshold", 10_000).put("backPressureDataSizeThreshold", "1 GB");
        connection.put("flowFileExpiration", "0 sec").put("labelIndex", 0).put("zIndex", 0);
        connection.put("loadBalanceStrategy", "DO_NOT_LOAD_BALANCE").put("partitioningAttribute", "");
        connection.put("loadBalanceCompression", "DO_NOT_COMPRESS");
        connection.putArray("prioritizers");
        connection.putArray("bends");
    }

    private void end(ObjectNode end, Part part) {
        end.put("id", part.id()).put("type", part.type()).put("groupId", groupPart.id());
        end.put("name", part.name()).put("comments", "");
    }

    private ObjectNode part(ObjectNode node, Part part) {
        node.put("identifier", part.id());
        node.put("groupIdentifier", groupPart.id());
        node.put("componentType", part.type());
        position(node);
        return node;
    }

    private static void position(ObjectNode node) {
        node.putObject("position").put("x", 0).put("y", 0);
    }
}
