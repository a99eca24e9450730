package io.btautomations.engine.flow;

import io.btautomations.core.setting.Formats;
import io.btautomations.core.setting.SettingFormatException;
import io.btautomations.core.setting.SettingParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns the tree of a flow definition into records. */
final class DefinitionParser {

    private static final SettingParser<Duration> PAUSE = Formats.duration(Duration.ZERO, Duration.ofDays(365));
    private static final int DEEPEST_GROUP = 64;

    private final List<Finding> findings;

    DefinitionParser(List<Finding> findings) {
        this.findings = findings;
    }

    FlowDefinition parse(String file, JsonPlace root) {
        Map<String, FlowParameterContext> contexts = new LinkedHashMap<>();
        for (JsonPlace context : root.members("parameterContexts").values()) {
            FlowParameterContext parsed = context(context);
            contexts.put(parsed.name(), parsed);
        }
        if (!root.members("parameterProviders").isEmpty()) {
            findings.add(Finding.warning(
                            "FLOW-106",
                            "parameter providers do not run in the standalone engine",
                            root.member("parameterProviders").place())
                    .withHint("give their values by --parameters or the environment"));
        }
        Map<String, String> external = new LinkedHashMap<>();
        root.members("externalControllerServices")
                .forEach((identifier, service) -> external.put(identifier, service.text("name")));
        return new FlowDefinition(file, group(root.member("flowContents"), 1), contexts, external);
    }

    private FlowParameterContext context(JsonPlace json) {
        String name = json.requiredText("name");
        JsonPlace described = json.describedAs("parameter context '" + name + "'");
        List<FlowParameter> parameters = new ArrayList<>();
        for (JsonPlace parameter : described.elements("parameters")) {
            if (!parameter.elements("referencedAssets").isEmpty()) {
                findings.add(Finding.error(
                        "FLOW-106", "assets are not available in the standalone engine", parameter.place()));
            }
            parameters.add(new FlowParameter(
                    parameter.requiredText("name"),
                    parameter.member("value").text(),
                    parameter.flag("sensitive"),
                    parameter.place()));
        }
        return new FlowParameterContext(
                name, parameters, described.texts("inheritedParameterContexts"), described.place());
    }

    private FlowGroup group(JsonPlace json, int depth) {
        String name = json.text("name");
        JsonPlace described = json.describedAs("process group '" + name + "'");
        List<FlowGroup> groups = new ArrayList<>();
        for (JsonPlace child : described.elements("processGroups")) {
            if (depth >= DEEPEST_GROUP) {
                findings.add(Finding.error(
                        "FLOW-107", "process groups nest deeper than " + DEEPEST_GROUP + " levels", child.place()));
            } else {
                groups.add(group(child, depth + 1));
            }
        }
        for (JsonPlace remote : described.elements("remoteProcessGroups")) {
            findings.add(Finding.error(
                    "FLOW-106", "remote process groups are not available in the standalone engine", remote.place()));
        }
        return new FlowGroup(
                described.requiredText("identifier"),
                name,
                described.text("comments"),
                described.member("parameterContextName").text().filter(text -> !text.isEmpty()),
                described.elements("processors").stream().map(this::processor).toList(),
                described.elements("connections").stream()
                        .map(DefinitionParser::connection)
                        .toList(),
                junctions(described),
                described.elements("controllerServices").stream()
                        .map(DefinitionParser::service)
                        .toList(),
                groups,
                described.place());
    }

    private FlowProcessor processor(JsonPlace json) {
        String type = json.requiredText("type");
        String name = json.text("name");
        JsonPlace described = json.describedAs(FlowProcessor.label(type, name));
        FlowProcessor.Scheduling scheduling = new FlowProcessor.Scheduling(
                Optional.of(described.text("schedulingStrategy"))
                        .filter(text -> !text.isEmpty())
                        .orElse("TIMER_DRIVEN"),
                Optional.of(described.text("schedulingPeriod"))
                        .filter(text -> !text.isEmpty())
                        .orElse("0 sec"),
                pause(described.member("yieldDuration"), Duration.ofSeconds(1)),
                pause(described.member("penaltyDuration"), Duration.ofSeconds(30)));
        FlowProcessor.Retry retry = new FlowProcessor.Retry(
                Set.copyOf(described.texts("retriedRelationships")),
                (int) Math.max(0, Math.min(1_000_000, described.number("retryCount", 10))),
                !described.text("backoffMechanism").equals("YIELD_PROCESSOR"),
                pause(described.member("maxBackoffPeriod"), Duration.ofMinutes(10)));
        return new FlowProcessor(
                described.requiredText("identifier"),
                name,
                type,
                properties(described),
                scheduling,
                Set.copyOf(described.texts("autoTerminatedRelationships")),
                retry,
                described.member("annotationData").text().filter(text -> !text.isBlank()),
                described.text("scheduledState").equals("DISABLED"),
                described.place());
    }

    private static FlowService service(JsonPlace json) {
        String type = json.requiredText("type");
        String name = json.text("name");
        JsonPlace described = json.describedAs(FlowProcessor.label(type, name));
        return new FlowService(
                described.requiredText("identifier"), name, type, properties(described), described.place());
    }

    private static Map<String, String> properties(JsonPlace component) {
        Map<String, String> properties = new LinkedHashMap<>();
        component
                .members("properties")
                .forEach((key, value) -> value.text().ifPresent(text -> properties.put(key, text)));
        return properties;
    }

    private static Duration pause(JsonPlace json, Duration otherwise) {
        Optional<String> text = json.text().filter(found -> !found.isEmpty());
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return PAUSE.parse(text.get());
        } catch (SettingFormatException e) {
            json.mustBe(e.getMessage() + ", got '" + text.get() + "'");
            return otherwise;
        }
    }

    private static FlowConnection connection(JsonPlace json) {
        FlowConnection.End source = end(json, "source");
        FlowConnection.End destination = end(json, "destination");
        JsonPlace described =
                json.describedAs("connection from '" + source.name() + "' to '" + destination.name() + "'");
        return new FlowConnection(
                described.requiredText("identifier"),
                source,
                described.texts("selectedRelationships").stream()
                        .filter(name -> !name.isEmpty())
                        .toList(),
                destination,
                described.number("backPressureObjectThreshold", 10_000),
                described.place());
    }

    private static FlowConnection.End end(JsonPlace connection, String member) {
        JsonPlace end = connection.member(member);
        return new FlowConnection.End(end.requiredText("id"), end.requiredText("type"), end.text("name"));
    }

    private static List<FlowJunction> junctions(JsonPlace group) {
        List<FlowJunction> junctions = new ArrayList<>();
        collect(group, "funnels", FlowJunction.Kind.FUNNEL, junctions);
        collect(group, "inputPorts", FlowJunction.Kind.INPUT_PORT, junctions);
        collect(group, "outputPorts", FlowJunction.Kind.OUTPUT_PORT, junctions);
        return junctions;
    }

    private static void collect(JsonPlace group, String member, FlowJunction.Kind kind, List<FlowJunction> junctions) {
        for (JsonPlace junction : group.elements(member)) {
            junctions.add(new FlowJunction(
                    junction.requiredText("identifier"), kind, junction.text("name"), junction.place()));
        }
    }
}
