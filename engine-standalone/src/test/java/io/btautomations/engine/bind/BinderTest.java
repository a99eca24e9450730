package io.btautomations.engine.bind;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.Fixture;
import io.btautomations.engine.flow.FlowDefinition;
import io.btautomations.engine.resolve.ParameterValues;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BinderTest {

    private static final String NESTED = Fixture.text("nested.json");

    private static final String LOCAL_EVERY_FIVE_MINUTES =
            "{\"Log Source\": \"Local Files\", \"Paths\": \"#{log.paths}\", \"Start Position\": \"Beginning\", "
                    + "\"Automation ID\": null},\n            \"schedulingPeriod\": \"5 min\"";
    private static final String LIVE_EVERY =
            "{\"Log Source\": \"Braintrust API\", \"API Key\": \"secret\", \"Project ID\": \"p\"}, \"schedulingPeriod\": \"%s\"";

    private final List<Finding> findings = new ArrayList<>();

    @Test
    void bindsAutomationsToSteps() {
        List<BoundAutomation> automations = bind(NESTED);
        assertThat(findings).isEmpty();
        assertThat(automations).extracting(BoundAutomation::name).containsExactly("Support bot", "Support bot/Alert");
        assertThat(automations.get(0).hosted(Hosting.SOURCE))
                .singleElement()
                .satisfies(source -> assertThat(source.schedule().describe()).isEqualTo("cron 0 0 3 * * * (UTC)"));
        assertThat(automations.get(1).links()).hasSize(3);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("\"io.btautomations.nifi.FilterBtql\"", "\"io.btautomations.nifi.FilterBtq\"", """
                        FLOW-206 error: processor type 'FilterBtq' is not available in the standalone engine
                          at x.json#/flowContents/processGroups/0/processGroups/0/processors/0/type (FilterBtq 'Low factuality')
                          hint: did you mean 'FilterBtql'?"""),
                Arguments.of(
                        "\"org.apache.nifi.processors.standard.LogAttribute\"",
                        "\"org.apache.nifi.processors.aws.s3.PutS3Object\"",
                        """
                        FLOW-206 error: processor type 'PutS3Object' is not available in the standalone engine
                          at x.json#/flowContents/processors/1/type (PutS3Object 'Show')
                          hint: it runs ScheduledBtqlQuery, FilterBtql, RateLimitOnce, PostWebhookPayload, ExportToS3, LogAttribute, LogMessage, UpdateAttribute; run this flow in NiFi, or take the processor out"""),
                Arguments.of("[\"unmatched\"]", "[]", """
                        FLOW-207 error: relationship 'unmatched' is neither connected nor auto-terminated
                          at x.json#/flowContents/processGroups/0/processGroups/0/processors/0 (FilterBtql 'Low factuality')
                          hint: Rows that the filter does not hold for, or whose values leave it open"""),
                Arguments.of("[\"matched\", \"failure\"]", "[\"matched\", \"failure\", \"match\"]", """
                        FLOW-203 error: there is no relationship 'match'; FilterBtql 'Low factuality' has failure, matched, unmatched
                          at x.json#/flowContents/processGroups/0/processGroups/0/processors/0 (FilterBtql 'Low factuality')
                          hint: did you mean 'matched'?"""),
                Arguments.of("\"log-level\": \"warn\"", "\"log-level\": \"loud\"", """
                        SET-102 error: Log Level must be one of 'trace', 'debug', 'info', 'warn', 'error', 'fatal', 'none', got 'loud'
                          at x.json#/flowContents/processGroups/0/processors/1/properties/log-level (LogMessage 'Say it')"""),
                Arguments.of("{\"Log Level\": \"info\"}", "{\"Log Levl\": \"info\"}", """
                        FLOW-211 warning: 'Log Levl' is no setting of LogAttribute in the standalone engine and is ignored
                          at x.json#/flowContents/processors/1/properties/Log Levl (LogAttribute 'Show')
                          hint: did you mean 'Log Level'?"""),
                Arguments.of("\"#{btql.filter}\"", "\"#{btql.filtr}\"", """
                        FLOW-302 error: parameter 'btql.filtr' is not in parameter context 'Support bot, alert'
                          at x.json#/flowContents/processGroups/0/processGroups/0/processors/0/properties/BTQL Filter (FilterBtql 'Low factuality')
                          hint: did you mean 'btql.filter'?"""),
                Arguments.of("\"5 min\"", "\"now and then\"", """
                        FLOW-401 error: the run schedule must be a duration from 0 s to 365 d, such as '5 mins', got 'now and then'
                          at x.json#/flowContents/processGroups/0/processors/0/schedulingPeriod (ScheduledBtqlQuery 'Every five minutes')"""),
                Arguments.of(LOCAL_EVERY_FIVE_MINUTES, LIVE_EVERY.formatted("2 sec"), """
                        SET-105 error: the run schedule must be 3 s or longer for Log Source 'Braintrust API', got 2 s
                          at x.json#/flowContents/processGroups/0/processors/0/schedulingPeriod (ScheduledBtqlQuery 'Every five minutes')"""),
                Arguments.of(LOCAL_EVERY_FIVE_MINUTES, LIVE_EVERY.formatted("10 sec"), """
                        SET-106 warning: every 10 s takes 6 of the 20 Requests Per Minute that all sources of the organization share; 30 s or longer is usual
                          at x.json#/flowContents/processGroups/0/processors/0/schedulingPeriod (ScheduledBtqlQuery 'Every five minutes')"""),
                Arguments.of("\"CRON_DRIVEN\"", "\"EVENT_DRIVEN\"", """
                        FLOW-402 error: the scheduling strategy must be TIMER_DRIVEN or CRON_DRIVEN, got 'EVENT_DRIVEN'
                          at x.json#/flowContents/processors/0/schedulingStrategy (ScheduledBtqlQuery 'Nightly')"""),
                Arguments.of(
                        "\"inheritedParameterContexts\": [\"Support bot\"]",
                        "\"inheritedParameterContexts\": [\"Support bot\", \"Suport\"]",
                        """
                        FLOW-306 error: the context inherits from 'Suport', which is not in this file
                          at x.json#/parameterContexts/Support bot, alert/inheritedParameterContexts/1 (parameter context 'Support bot, alert')"""),
                Arguments.of(
                        "\"properties\": {\"Log Level\": \"info\"},",
                        "\"properties\": {\"Log Level\": \"info\"}, \"annotationData\": \"<rules/>\",",
                        """
                        FLOW-215 error: the advanced rules of LogAttribute are not available in the standalone engine
                          at x.json#/flowContents/processors/1/annotationData (LogAttribute 'Show')"""));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysWhatIsInTheWay(String part, String replacement, String rendered) {
        bind(Fixture.replace(NESTED, part, replacement));
        assertThat(findings).extracting(Finding::render).containsExactly(rendered);
    }

    @Test
    void saysThatTwoFilesWouldShareTheirState() {
        List<BoundAutomation> automations =
                bind(List.of(Fixture.read("a.json", NESTED), Fixture.read("b.json", NESTED)));
        assertThat(automations)
                .extracting(BoundAutomation::name)
                .containsExactly(
                        "a.json:Support bot",
                        "a.json:Support bot/Alert",
                        "b.json:Support bot",
                        "b.json:Support bot/Alert");
        assertThat(findings).extracting(Finding::code).containsOnly("FLOW-214").hasSize(5);
    }

    @Test
    void saysThatADisabledStepWouldStopEverything() {
        bind(Fixture.replace(
                NESTED,
                "\"autoTerminatedRelationships\": [\"unmatched\"],\n                \"scheduledState\": \"ENABLED\"",
                "\"autoTerminatedRelationships\": [\"unmatched\"],\n                \"scheduledState\": \"DISABLED\""));
        assertThat(findings).extracting(Finding::code).containsExactly("FLOW-212");
    }

    private List<BoundAutomation> bind(String text) {
        return bind(List.of(Fixture.read("x.json", text, findings)));
    }

    private List<BoundAutomation> bind(List<FlowDefinition> definitions) {
        return new Binder(StepCatalogue.standard(), ParameterValues.none(), ZoneId.of("UTC"), findings)
                .bind(definitions);
    }
}
