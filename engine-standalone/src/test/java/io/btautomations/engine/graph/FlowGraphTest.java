package io.btautomations.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.Fixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowGraphTest {

    private static final String NESTED = Fixture.text("nested.json");

    @Test
    void leadsThroughPortsAndFunnels() {
        FlowGraph graph = graph(NESTED, new ArrayList<>());
        assertThat(graph.links())
                .extracting(FlowGraphTest::show)
                .containsExactlyInAnyOrder(
                        "Nightly -success-> Show",
                        "Every five minutes -success-> Low factuality",
                        "Low factuality -matched-> Say it",
                        "Low factuality -failure-> Say it");
    }

    @Test
    void takesWhatHangsTogetherForOneAutomation() {
        assertThat(graph(NESTED, new ArrayList<>()).automations())
                .extracting(automation -> automation.name() + ": " + automation.nodes())
                .containsExactly(
                        "Support bot: [ScheduledBtqlQuery 'Nightly', LogAttribute 'Show']",
                        "Support bot/Alert: [ScheduledBtqlQuery 'Every five minutes', LogMessage 'Say it',"
                                + " FilterBtql 'Low factuality']");
    }

    @Test
    void namesAutomationsOfOneGroupByTheirFirstProcessor() {
        String cut = Fixture.replace(
                NESTED, "\"selectedRelationships\": [\"success\"],\n        \"componentType\"", "\"componentType\"");
        assertThat(graph(cut, new ArrayList<>()).automations())
                .extracting(FlowAutomation::name)
                .containsExactly("Support bot/Nightly", "Support bot/Show", "Support bot/Alert");
    }

    @Test
    void saysWhereItemsWouldEndUpNowhere() {
        List<Finding> findings = new ArrayList<>();
        String text = Fixture.replace(
                NESTED,
                "\"source\": {\"id\": \"21000000-0000-4000-8000-0000000000b1\", \"type\": \"OUTPUT_PORT\"",
                "\"source\": {\"id\": \"gone\", \"type\": \"OUTPUT_PORT\"");
        graph(text, findings);
        assertThat(findings).extracting(Finding::render).containsExactlyInAnyOrder("""
                FLOW-204 error: items come in here and nothing leads on from output port 'matches'
                  at x.json#/flowContents/processGroups/0/processGroups/0/outputPorts/0 (output port 'matches')
                  hint: connect it, or auto-terminate the relationship that leads here""", """
                FLOW-202 error: the connection's source 'matches' is not in this file
                  at x.json#/flowContents/processGroups/0/connections/1/source (connection from 'matches' to 'Funnel')""");
    }

    @Test
    void letsItemsWaitInAFunnelThatLeadsNowhere() {
        List<Finding> findings = new ArrayList<>();
        String text = Fixture.replace(
                NESTED,
                "\"source\": {\"id\": \"20000000-0000-4000-8000-0000000000f1\", \"type\": \"FUNNEL\"",
                "\"source\": {\"id\": \"gone\", \"type\": \"FUNNEL\"");
        assertThat(graph(text, findings).docks())
                .extracting(dock -> dock.source().processor().name() + " -" + dock.relationship())
                .containsExactly("Low factuality -matched", "Low factuality -failure");
        assertThat(findings).extracting(Finding::code).containsExactly("FLOW-202");
    }

    @Test
    void saysThatAnIdentifierIsUsedTwice() {
        List<Finding> findings = new ArrayList<>();
        graph(
                Fixture.replace(
                        NESTED,
                        "\"identifier\": \"30000000-0000-4000-8000-000000000002\"",
                        "\"identifier\": \"30000000-0000-4000-8000-000000000001\""),
                findings);
        assertThat(findings).extracting(Finding::code).contains("FLOW-201");
    }

    @Test
    void saysThatFunnelsLeadInCircles() {
        List<Finding> findings = new ArrayList<>();
        graph(
                Fixture.replace(
                        NESTED,
                        "\"destination\": {\"id\": \"20000000-0000-4000-8000-000000000002\", \"type\": \"PROCESSOR\"",
                        "\"destination\": {\"id\": \"20000000-0000-4000-8000-0000000000f1\", \"type\": \"FUNNEL\""),
                findings);
        assertThat(findings).extracting(Finding::code).containsExactly("FLOW-205");
    }

    private static FlowGraph graph(String text, List<Finding> findings) {
        return FlowGraph.of(Fixture.read("x.json", text), findings);
    }

    private static String show(Link link) {
        return link.source().processor().name() + " -" + link.relationship() + "-> "
                + link.destination().processor().name();
    }
}
