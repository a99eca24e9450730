package io.btautomations.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowReaderTest {

    private static final String NESTED = Fixture.text("nested.json");

    @Test
    void readsGroupsWithinGroups() {
        FlowGroup root = Fixture.read("nested.json", NESTED).root();
        assertThat(root.name()).isEqualTo("Support bot");
        assertThat(root.parameterContext()).contains("Support bot");
        FlowGroup match = root.groups().get(0).groups().get(0);
        assertThat(match.name()).isEqualTo("Match");
        assertThat(match.place().pointer()).isEqualTo("/flowContents/processGroups/0/processGroups/0");
        assertThat(match.junctions())
                .extracting(FlowJunction::label)
                .containsExactly("input port 'rows'", "output port 'matches'");
    }

    @Test
    void readsWhatAProcessorIsAndHowItRuns() {
        FlowProcessor source = Fixture.read("nested.json", NESTED)
                .root()
                .groups()
                .get(0)
                .processors()
                .get(0);
        assertThat(source.simpleType()).isEqualTo("ScheduledBtqlQuery");
        assertThat(source.label()).isEqualTo("ScheduledBtqlQuery 'Every five minutes'");
        assertThat(source.properties())
                .containsEntry("Paths", "#{log.paths}")
                .as("an unset property is absent")
                .doesNotContainKey("Automation ID");
        assertThat(source.scheduling())
                .isEqualTo(new FlowProcessor.Scheduling(
                        "TIMER_DRIVEN", "5 min", Duration.ofSeconds(5), Duration.ofSeconds(30)));
        assertThat(source.retry().count()).isEqualTo(10);
        assertThat(source.disabled()).isFalse();
    }

    @Test
    void readsConnectionsAndTheirThresholds() {
        FlowConnection connection = Fixture.read("nested.json", NESTED)
                .root()
                .groups()
                .get(0)
                .connections()
                .get(0);
        assertThat(connection.relationships()).containsExactly("success");
        assertThat(connection.destination().type()).isEqualTo("INPUT_PORT");
        assertThat(connection.objectThreshold()).isEqualTo(7);
    }

    @Test
    void readsParameterContextsWithoutInventingSecrets() {
        FlowDefinition definition = Fixture.read("nested.json", NESTED);
        assertThat(definition.contexts().get("Support bot, alert").inherited()).containsExactly("Support bot");
        FlowParameter secret =
                definition.contexts().get("Support bot").parameters().get(2);
        assertThat(secret.sensitive()).isTrue();
        assertThat(secret.value()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"flowContents": [}            | FLOW-101 error: this is not valid JSON (line 1, column 19): Unexpected close marker '}': expected ']', for what began in line 1, column 18
            {                              | FLOW-101 error: this is not valid JSON (line 1, column 2): Unexpected end-of-input: expected close marker for Object, for what began in line 1, column 1
            {"a": 1, "a": 2}               | FLOW-101 error: this is not valid JSON (line 1, column 13): Duplicate field 'a'
            []                             | FLOW-102 error: this is no flow definition: 'flowContents' is missing
            {"rootGroup": {}}              | FLOW-102 error: this is a NiFi flow.json, not a flow definition
            """)
    void refusesWhatIsNoFlowDefinition(String text, String message) {
        List<Finding> findings = new ArrayList<>();
        assertThatThrownBy(() -> FlowReader.read("x.json", text.getBytes(StandardCharsets.UTF_8), findings))
                .isInstanceOf(FlowException.class)
                .message()
                .startsWith(message + "\n  at x.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "name": "Nightly",              | "name": 7, "retryCount": "many",           | FLOW-103 error: this must be a whole number\\n  at x.json#/flowContents/processors/0/retryCount (ScheduledBtqlQuery '7')
            "identifier": "30000000-0000-4000-8000-000000000002", | ` `                  | FLOW-104 error: 'identifier' is missing\\n  at x.json#/flowContents/processors/1 (LogAttribute 'Show')
            {"Log Level": "info"}           | ["Log Level"]                              | FLOW-103 error: this must be an object\\n  at x.json#/flowContents/processors/1/properties (LogAttribute 'Show')
            "log-level": "warn"             | "log-level": {"a": 1}                      | FLOW-103 error: this must be a text\\n  at x.json#/flowContents/processGroups/0/processors/1/properties/log-level (LogMessage 'Say it')
            "parameterProviders": {}        | "parameterProviders": {"p": {}}            | FLOW-106 warning: parameter providers do not run in the standalone engine\\n  at x.json#/parameterProviders\\n  hint: give their values by --parameters or the environment
            """)
    void saysWhereAFileIsNotWhatItShouldBe(String part, String replacement, String rendered) {
        List<Finding> findings = new ArrayList<>();
        Fixture.read("x.json", Fixture.replace(NESTED, part, replacement), findings);
        assertThat(findings).extracting(Finding::render).containsExactly(rendered.replace("\\n", "\n"));
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatThrownBy(() -> FlowReader.read(Path.of("/nowhere/flow.json"), new ArrayList<>()))
                .hasMessage("there is no file '/nowhere/flow.json'");
    }

    @Test
    void stopsAtGroupsThatNestWithoutEnd() {
        StringBuilder text = new StringBuilder("{\"flowContents\":");
        for (int i = 0; i < 200; i++) {
            text.append("{\"identifier\":\"g").append(i).append("\",\"processGroups\":[");
        }
        text.append("]}".repeat(200)).append('}');
        List<Finding> findings = new ArrayList<>();
        Fixture.read("deep.json", text.toString(), findings);
        assertThat(findings)
                .singleElement()
                .extracting(Finding::message)
                .isEqualTo("process groups nest deeper than 64 levels");
    }
}
