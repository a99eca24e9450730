package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What users get wrong, and what they are told: by {@code validate}, by NiFi's validation, and when it runs. */
@ExtendWith(RunningNiFi.class)
class BadInputIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String NO_FILTER =
            "BTQL Filter is no filter: BTQL-201 error: unexpected '=' (line 1, column 21)\n";
    private static final String NOT_A_FOLDER = "Not a directory";

    private final Path folder = TestFiles.freshFolder("bad-input");
    private final StandaloneEngine engine = new StandaloneEngine(TestFiles.freshFolder("bad-input-engine"));
    private final FlowCopy alert =
            FlowCopy.onFiles("alert-webhook").withProperty("ScheduledBtqlQuery", "Start Position", "Beginning");
    private final FlowCopy export = FlowCopy.onFiles("export-s3");

    @Test
    void aFilterThatIsNone(NiFiServer nifi) {
        Map<String, String> parameters = alertParameters("http://127.0.0.1:9/");
        parameters.put("BTQL Filter", "metadata.priority = = 0");

        StandaloneEngine.Result result = engine.validate(alert, parameters);
        NiFiClient.Processor processor = processor(nifi, alert, "No filter", parameters, "FilterBtql");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains(NO_FILTER)
                .contains("metadata.priority = = 0\n                      ^\n")
                .contains("(FilterBtql)");
        assertThat(engine.runOnce(alert, parameters).exitCode()).isEqualTo(78);
        assertThat(processor.validationErrors()).singleElement().asString().contains(NO_FILTER);
    }

    @Test
    void aParameterWithoutValue(NiFiServer nifi) {
        Map<String, String> parameters = alertParameters("http://127.0.0.1:9/");
        parameters.remove("Webhook URL");

        StandaloneEngine.Result result = engine.validate(alert, parameters);
        NiFiClient.Processor processor = processor(nifi, alert, "No URL", parameters, "PostWebhookPayload");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains("parameter 'Webhook URL' has no value")
                .contains("set it by --parameters FILE or the variable AUTOMATIONS_PARAM_WEBHOOK_URL");
        assertThat(processor.validationErrors()).singleElement().asString().contains("Webhook URL");
    }

    @Test
    void aWebhookOutOfReach(NiFiServer nifi) throws IOException {
        SpanLog log = SpanLog.write(folder.resolve("unreachable.jsonl"), 50);
        Map<String, String> parameters = alertParameters("http://127.0.0.1:" + Ports.free() + "/hook");
        parameters.put("Log Paths", log.file().toString());

        StandaloneEngine.Result result = engine.runOnce(alert, parameters);

        assertThat(result.exitCode()).as("temporary: run again later").isEqualTo(75);
        assertThat(result.output()).contains("1 waiting for another attempt");
        assertThat(result.errors()).contains("127.0.0.1 refuses the connection, or cannot be reached");
        assertThat(bulletins(nifi, alert, "Out of reach", parameters, "PostWebhookPayload"))
                .anyMatch(bulletin -> bulletin.contains("127.0.0.1 refuses the connection, or cannot be reached"));
    }

    @Test
    void aFolderThatCannotBeWritten(NiFiServer nifi) throws IOException {
        SpanLog log = SpanLog.write(folder.resolve("unwritable.jsonl"), 50);
        Path file = Files.writeString(folder.resolve("a file"), "not a folder");
        Map<String, String> parameters = Map.of(
                "Log Paths",
                log.file().toString(),
                "Export Path",
                file.resolve("export").toUri().toString(),
                "Check Every",
                "1 h");

        StandaloneEngine.Result result = engine.runOnce(export, parameters);
        String group = nifi.client()
                .upload("Unwritable", export.withContext("Unwritable").bytes());
        nifi.client().setParameters(group, parameters);
        List<String> verification = nifi.client()
                .verify(nifi.client().processor(group, "ExportToS3").id(), Map.of());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("1 failed runs");
        assertThat(result.errors()).contains("ExportToS3").contains(NOT_A_FOLDER);
        assertThat(verification).anyMatch(line -> line.startsWith("FAILED") && line.contains(NOT_A_FOLDER));
        nifi.client().start(group);
        assertThat(bulletins(nifi, group, "ExportToS3")).anyMatch(bulletin -> bulletin.contains(NOT_A_FOLDER));
        nifi.client().stop(group);
    }

    @Test
    void rowsThatAreNone(NiFiServer nifi) throws IOException {
        SpanLog log = SpanLog.write(folder.resolve("malformed.jsonl"), 50);
        Files.writeString(log.file(), "{\"id\": broken\nnot JSON at all\n", StandardOpenOption.APPEND);
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            Map<String, String> parameters = alertParameters(receiver.url());
            parameters.put("Log Paths", log.file().toString());

            StandaloneEngine.Result result = engine.runOnce(alert, parameters);

            String told = "2 of 52 rows are not one JSON object, the first is row 51 of its input;"
                    + " Malformed Rows is 'To Unmatched'";
            assertThat(result.exitCode()).as(result.errors()).isZero();
            assertThat(result.output()).contains("Rows Malformed 2", "Rows Matched " + log.matches(), "1 delivered");
            assertThat(result.errors()).contains(told);
            assertThat(bulletins(nifi, alert, "Malformed", parameters, "FilterBtql"))
                    .anyMatch(bulletin -> bulletin.contains(told));
            assertThat(receiver.deliveries()).as("the good rows are told of").isNotEmpty();
        }
    }

    private Map<String, String> alertParameters(String webhook) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("Log Paths", folder.resolve("*.none").toString());
        parameters.put("Webhook URL", webhook);
        parameters.put("Allowed Hosts", "127.0.0.1");
        parameters.put("Check Every", "1 h");
        return parameters;
    }

    /** A processor as NiFi has validated it. */
    private static NiFiClient.Processor processor(
            NiFiServer nifi, FlowCopy flow, String name, Map<String, String> parameters, String type) {
        String group = nifi.client().upload(name, flow.withContext(name).bytes());
        nifi.client().setParameters(group, parameters);
        return nifi.client().validated(group, type);
    }

    /** What a processor of a running flow says. */
    private static List<String> bulletins(
            NiFiServer nifi, FlowCopy flow, String name, Map<String, String> parameters, String type) {
        String group = nifi.client().upload(name, flow.withContext(name).bytes());
        nifi.client().setParameters(group, parameters);
        nifi.client().start(group);
        List<String> bulletins = bulletins(nifi, group, type);
        nifi.client().stop(group);
        return bulletins;
    }

    private static List<String> bulletins(NiFiServer nifi, String group, String type) {
        Eventually.holds(
                "bulletin of " + type,
                PATIENCE,
                () -> !nifi.client().processor(group, type).bulletins().isEmpty());
        return nifi.client().processor(group, type).bulletins();
    }
}
