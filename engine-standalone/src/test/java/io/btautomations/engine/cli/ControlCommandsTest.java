package io.btautomations.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.btautomations.engine.demo.DemoReceiver;
import io.btautomations.engine.demo.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user asks of automations that ran: how they are, what they did, to stop, to begin anew, to try again. */
class ControlCommandsTest {

    private static final String NAME = "Alert to webhook";
    private static final String EXPORT = "Export to S3";

    @TempDir
    private Path folder;

    private String alert = "";
    private String export = "";

    @BeforeEach
    void sampleRows() throws IOException {
        for (Templates template : Templates.values()) {
            Path file = template.copyTo(folder);
            alert = file.toString().contains("alert") ? file.toString() : alert;
            export = file.toString().contains("export") ? file.toString() : export;
        }
        assertThat(Invocation.of("sample-logs", "--rows", "100", "--output", log().toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void statusAndHistoryTellWhatARunDid() throws IOException {
        assertThat(exportOnce().exitCode()).isZero();

        Invocation status = control("status");
        assertThat(status.exitCode()).isZero();
        assertThat(status.lines().get(1)).startsWith(EXPORT + "  ok ").endsWith("0        0");
        assertThat(status.lines()).last().isEqualTo("No engine runs on this state.");
        JsonNode json = json(control("status", "--format", "json"));
        assertThat(json.at("/running").asBoolean()).isFalse();
        assertThat(json.at("/automations/0/state").asText()).isEqualTo("ok");

        Invocation history = control("history");
        assertThat(history.lines()).hasSize(2);
        assertThat(history.lines().get(1)).contains("once", "Rows Received 100", "Rows Written 100");
        JsonNode run = json(control("history", "--format", "json")).at("/runs/0");
        assertThat(run.at("/counters/Rows Written").asInt()).isEqualTo(100);
        assertThat(run.at("/failed").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"history", "deliveries list"})
    void atLeastOneIsShown(String command) throws IOException {
        exportOnce();
        for (String most : List.of("0", "-3")) {
            List<String> words = new ArrayList<>(List.of(command.split(" ")));
            words.addAll(List.of("--most", most, "--state", state().toString()));
            Invocation refused = Invocation.of(words.toArray(String[]::new));
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).isEqualTo("automations: --most must be at least 1, got " + most + "\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "iam", "test"})
    void anEmptyFileIsNoFlow(String command) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.json"));
        Invocation refused = Invocation.of(command, empty.toString());
        assertThat(refused.exitCode()).isIn(1, 78);
        assertThat(refused.text() + refused.err())
                .contains("FLOW-101")
                .contains("this file is empty")
                .doesNotContain("internal error");
    }

    @Test
    void aFailingAutomationIsSaidToFail() throws IOException {
        Path file = Files.writeString(folder.resolve("a file"), "no folder");
        Invocation run = exportOnce("Export Path=" + file.resolve("below").toUri());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.text()).contains("1 failed runs");
        Invocation status = control("status");
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.text())
                .contains("failing")
                .contains(EXPORT + " fails: ")
                .contains("Not a directory");
        assertThat(control("history").text()).contains("failed: ").contains("Not a directory");
    }

    @Test
    void aPausedAutomationDoesNotRunUntilItIsResumed() throws IOException {
        exportOnce();
        more();
        assertThat(control("pause").text()).isEqualTo(EXPORT + ": the next engine on this state will pause it first\n");
        assertThat(exportOnce().text()).isEqualTo(EXPORT + ": nothing new\n");
        assertThat(control("status").text()).contains("paused");
        control("resume");
        assertThat(exportOnce().text()).contains("Rows Received 1,");
    }

    @Test
    void resetBeginsAnew() throws IOException {
        exportOnce();
        assertThat(control("reset").exitCode()).as("without --yes").isEqualTo(2);
        assertThat(exportOnce().text()).isEqualTo(EXPORT + ": nothing new\n");
        assertThat(control("reset", "--yes").exitCode()).isZero();
        assertThat(exportOnce().text()).contains("Rows Written 100");
    }

    @Test
    void rewindReadsAgainInANewGeneration() throws IOException {
        exportOnce();
        Invocation rewind = control("rewind", "--to", "beginning");
        assertThat(rewind.text()).isEqualTo(EXPORT + ": the next engine on this state will rewind it first\n");
        assertThat(exportOnce().text()).contains("Rows Written 100");
        assertThat(exportOnce().text()).isEqualTo(EXPORT + ": nothing new\n");

        Invocation json = control("rewind", "--to", "2999-01-01T00:00:00Z", "--format", "json");
        assertThat(json(json).at("/outcome").asText()).endsWith("will rewind it first");
        assertThat(exportOnce().text()).as("no file was written to since then").isEqualTo(EXPORT + ": nothing new\n");
        more();
        assertThat(exportOnce().text()).contains("Rows Written 1,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "", "12"})
    void rewindSaysWhatAPointIs(String point) {
        Invocation refused = control("rewind", "--to", point);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo(
                        "automations: --to must be 'beginning', a time such as '2026-01-31T00:00:00Z', or an _xact_id"
                                + " such as '1000196942215778304', got '" + point + "'\n");
    }

    @Test
    void runOnceAndTestAnswerJson() throws IOException {
        Invocation once = exportOnce("Region=eu-central-1");
        assertThat(once.exitCode()).isZero();
        more();
        Invocation run = run(
                "run",
                export,
                List.of(
                        "Log Paths=" + log(),
                        "Export Path=" + folder.resolve("export").toUri()),
                "--once",
                "--format",
                "json",
                "--state",
                state().toString());
        JsonNode json = json(run).at("/automations/0");
        assertThat(json.at("/name").asText()).isEqualTo(EXPORT);
        assertThat(json.at("/counters/Rows Written").asInt()).isEqualTo(1);
        assertThat(json.at("/givenUp").asInt()).isZero();
        Invocation test = run(
                "test",
                export,
                List.of(
                        "Log Paths=" + log(),
                        "Export Path=" + folder.resolve("export").toUri()),
                "--format",
                "json");
        assertThat(test.exitCode()).as(test.err()).isZero();
        assertThat(json(test).at("/automations/0/name").asText()).isEqualTo(EXPORT);
    }

    @Test
    void whatWasGivenUpIsShownAndReplayed() throws IOException {
        try (DemoReceiver receiver = DemoReceiver.start()) {
            alertOnce(receiver, "");
            matching();
            Invocation refused = alertOnce(receiver, "");
            assertThat(refused.exitCode()).as("loopback is not allowed").isEqualTo(1);
            assertThat(refused.text()).contains("1 given up and kept");

            Invocation list = control("deliveries", "list", "--status", "dead");
            assertThat(list.lines()).hasSize(2);
            assertThat(list.lines().get(1)).startsWith("1 ").contains("dead", "name it in Allowed Hosts");
            JsonNode shown = json(control("deliveries", "show", "1"));
            assertThat(shown.at("/attributes/ratelimit.count").asInt()).isEqualTo(1);
            assertThat(control("deliveries", "replay", "7").err()).contains("there is no delivery 7");
            assertThat(control("deliveries", "replay", "1").text()).isEqualTo("delivery 1 is tried again\n");

            assertThat(alertOnce(receiver, "127.0.0.1").text()).isEqualTo(NAME + ": 1 delivered\n");
            assertThat(receiver.bodies().get(0)).contains("\"count\": 1,");
            assertThat(control("deliveries", "replay", "1").err())
                    .contains("delivery 1 is delivered, so it cannot be replayed");
        }
    }

    @Test
    void aTestReachesTheReceiverAndMovesNothing() throws IOException {
        try (DemoReceiver receiver = DemoReceiver.start()) {
            matching();
            Invocation test = run("test", alert, alertParameters(receiver, "127.0.0.1"));
            assertThat(test.exitCode()).as(test.err()).isZero();
            assertThat(test.text()).startsWith(NAME + ": ").contains("1 delivered");
            assertThat(receiver.bodies().get(0)).contains("\"is_test\": true");
            assertThat(state()).as("a test leaves no state").doesNotExist();
        }
    }

    @Test
    void theRoleOfAnExportGetsItsPolicies() throws IOException {
        Invocation iam = Invocation.of(
                "iam",
                export,
                "--set",
                "Log Source=Local Files",
                "--set",
                "Export Path=s3://logs/llm",
                "--set",
                "Role ARN=arn:aws:iam::123456789012:role/export",
                "--principal",
                "arn:aws:iam::999999999999:user/runner",
                "--format",
                "json");
        assertThat(iam.exitCode()).as(iam.err()).isZero();
        JsonNode policies = json(iam).at("/exports/0");
        JsonNode trust = policies.at("/trustPolicy/Statement/0");
        assertThat(trust.at("/Principal/AWS").asText()).isEqualTo("arn:aws:iam::999999999999:user/runner");
        assertThat(trust.at("/Condition/StringEquals/sts:ExternalId").asText()).startsWith("bt:org_123:proj_456:");
        assertThat(policies.at("/permissionPolicy").toString())
                .contains("s3:PutObject", "arn:aws:s3:::logs/llm/*")
                .doesNotContain("\"s3:*\"");

        Invocation folder =
                Invocation.of("iam", export, "--set", "Log Source=Local Files", "--set", "Export Path=file:///tmp/x");
        assertThat(folder.exitCode()).isEqualTo(1);
        assertThat(folder.err()).contains("is no bucket, so it needs no policies");
        assertThat(Invocation.of("iam", alert, "--parameters", secrets(), "--set", "Log Source=Local Files")
                        .err())
                .contains("the flow has no ExportToS3");
    }

    private String secrets() throws IOException {
        return Files.writeString(folder.resolve("secrets.json"), "{\"Webhook URL\": \"https://example.com/h\"}")
                .toString();
    }

    @Test
    void namesThatAreNone() throws IOException {
        exportOnce();
        Invocation typo = control("history", "Export to S4");
        assertThat(typo.exitCode()).isEqualTo(2);
        assertThat(typo.err()).contains("there is no automation 'Export to S4'", "did you mean 'Export to S3'?");
        Invocation trigger = control("trigger");
        assertThat(trigger.exitCode()).isEqualTo(75);
        assertThat(trigger.err()).contains("no engine runs on this state");
        Invocation nothing =
                Invocation.of("status", "--state", folder.resolve("none").toString());
        assertThat(nothing.exitCode()).isEqualTo(74);
        assertThat(nothing.err()).contains("there is no state in");
    }

    private Invocation exportOnce(String... more) {
        List<String> parameters = new ArrayList<>(List.of(
                "Log Paths=" + log(), "Export Path=" + folder.resolve("export").toUri()));
        parameters.addAll(List.of(more));
        return once(export, parameters);
    }

    private Invocation alertOnce(DemoReceiver receiver, String allowedHosts) throws IOException {
        return once(alert, alertParameters(receiver, allowedHosts));
    }

    private List<String> alertParameters(DemoReceiver receiver, String allowedHosts) throws IOException {
        Path url = Files.writeString(folder.resolve("url"), receiver.url().toString());
        Files.writeString(folder.resolve("secrets.json"), "{\"Webhook URL\": \"@" + url + "\"}");
        return List.of("Log Paths=" + log(), "Allowed Hosts=" + allowedHosts);
    }

    private Invocation once(String flow, List<String> parameters) {
        List<String> all = new ArrayList<>(parameters);
        return run("run", flow, all, "--once", "--state", state().toString());
    }

    private Invocation run(String command, String flow, List<String> parameters, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, flow));
        arguments.addAll(List.of("--set", "Log Source=Local Files"));
        parameters.forEach(parameter -> arguments.addAll(List.of("--set", parameter)));
        if (flow.equals(alert)) {
            arguments.addAll(
                    List.of("--parameters", folder.resolve("secrets.json").toString()));
        }
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    private Invocation control(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--state", state().toString()));
        return Invocation.of(all.toArray(String[]::new));
    }

    private static JsonNode json(Invocation invocation) throws IOException {
        return new ObjectMapper().readTree(invocation.text());
    }

    /** Adds a row that does not match. */
    private void more() throws IOException {
        append("{\"id\":\"more\",\"created\":\"2026-01-01T00:00:00Z\"}\n");
    }

    /** Adds a row that matches. */
    private void matching() throws IOException {
        append("{\"id\":\"m\",\"created\":\"2026-01-01T00:00:00Z\",\"metadata\":{\"priority\":0},"
                + "\"scores\":{\"Factuality\":0.1}}\n");
    }

    private void append(String row) throws IOException {
        Files.writeString(log(), row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Path log() {
        return folder.resolve("spans.jsonl");
    }

    private Path state() {
        return folder.resolve("state");
    }
}
