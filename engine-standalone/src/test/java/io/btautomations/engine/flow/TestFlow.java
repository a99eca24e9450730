package io.btautomations.engine.flow;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Builds small flow definitions of one group. */
public final class TestFlow {

    private final ObjectNode root = JsonMapper.builder().build().createObjectNode();
    private final ObjectNode group;
    private final ArrayNode processors;
    private final ArrayNode connections;

    private TestFlow(String name) {
        group = root.putObject("flowContents");
        group.put("identifier", "group-of-" + name).put("name", name);
        processors = group.putArray("processors");
        connections = group.putArray("connections");
    }

    public static TestFlow of(String name) {
        return new TestFlow(name);
    }

    /** A processor whose identifier is its name. */
    public TestFlow processor(String type, String name, Map<String, String> properties, Consumer<ObjectNode> more) {
        ObjectNode processor = processors.addObject();
        processor.put("identifier", name).put("name", name).put("type", "test." + type);
        properties.forEach(processor.putObject("properties")::put);
        processor.put("yieldDuration", "1 sec").put("penaltyDuration", "5 sec");
        more.accept(processor);
        return this;
    }

    public TestFlow processor(String type, String name) {
        return processor(type, name, Map.of(), processor -> {});
    }

    /** Has relationships of a processor end there. */
    public static Consumer<ObjectNode> terminated(String... relationships) {
        return processor -> List.of(relationships).forEach(processor.withArray("autoTerminatedRelationships")::add);
    }

    public static Consumer<ObjectNode> scheduled(String period) {
        return processor -> processor.put("schedulingPeriod", period);
    }

    /** A funnel that the relationship leads to, and from which nothing leads on. */
    public TestFlow park(String source, String relationship, String funnel) {
        group.withArray("funnels").addObject().put("identifier", funnel);
        return connect(source, relationship, funnel, 10_000, "FUNNEL");
    }

    public TestFlow connect(String source, String relationship, String destination) {
        return connect(source, relationship, destination, 10_000);
    }

    public TestFlow connect(String source, String relationship, String destination, int threshold) {
        return connect(source, relationship, destination, threshold, "PROCESSOR");
    }

    private TestFlow connect(
            String source, String relationship, String destination, int threshold, String destinationType) {
        ObjectNode connection = connections.addObject();
        connection.put("identifier", source + "-" + relationship + "-" + destination + connections.size());
        connection
                .putObject("source")
                .put("id", source)
                .put("type", "PROCESSOR")
                .put("name", source);
        connection
                .putObject("destination")
                .put("id", destination)
                .put("type", destinationType)
                .put("name", destination);
        connection.putArray("selectedRelationships").add(relationship);
        connection.put("backPressureObjectThreshold", threshold);
        return this;
    }

    public FlowDefinition definition() {
        return Fixture.read("test.json", root.toString());
    }
}
