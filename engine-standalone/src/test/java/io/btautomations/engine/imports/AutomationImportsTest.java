package io.btautomations.engine.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.btautomations.core.setting.Setting;
import io.btautomations.engine.bind.Binder;
import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.bind.BoundComponent;
import io.btautomations.engine.bind.StepCatalogue;
import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.FlowException;
import io.btautomations.engine.flow.FlowReader;
import io.btautomations.engine.resolve.ParameterValues;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Braintrust's automations, there and as the settings of steps here. */
class AutomationImportsTest {

    private static final String ID = "c5b32408-8568-4bff-9299-8cdd56979b67";
    private static final String PROJECT = "11111111-2222-4333-8444-555555555555";
    private static final String WEBHOOK = "{`type`:`webhook`,`url`:`https://example.com/hook`}";
    private static final String IAM =
            "{`type`:`aws_iam`,`role_arn`:`arn:aws:iam::123456789012:role/export`,`external_id`:`part`}";

    @Test
    void anAlertToAWebhookIsCarriedOverWhole() throws FlowException {
        ImportReport report = read("""
                {`id`:`%s`,`project_id`:`%s`,`user_id`:`u-1`,`created`:`2025-05-12T10:00:00.000Z`,
                 `name`:`High-Priority Factuality`,`description`:`Alert on factuality`,
                 `config`:{`event_type`:`logs`,`btql_filter`:`metadata.priority = 0 AND scores.Factuality < 0.9`,
                           `interval_seconds`:3600,`status`:`active`,`action`:%s}}""".formatted(ID, PROJECT, WEBHOOK));
        assertThat(report.findings()).isEmpty();
        ImportedAutomation imported = report.automations().get(0);
        BoundAutomation bound = bound(imported);
        assertThat(bound.name()).isEqualTo("High-Priority Factuality");
        assertThat(setting(bound, "ScheduledBtqlQuery", "Automation ID")).isEqualTo(ID);
        assertThat(setting(bound, "ScheduledBtqlQuery", "Project ID")).isEqualTo(PROJECT);
        assertThat(setting(bound, "ScheduledBtqlQuery", "Automation Name")).isEqualTo("High-Priority Factuality");
        assertThat(setting(bound, "ScheduledBtqlQuery", "Automation Description"))
                .isEqualTo("Alert on factuality");
        assertThat(setting(bound, "FilterBtql", "BTQL Filter"))
                .isEqualTo("metadata.priority = 0 AND scores.Factuality < 0.9");
        assertThat(setting(bound, "RateLimitOnce", "Interval")).isEqualTo("1 h");
        assertThat(setting(bound, "PostWebhookPayload", "Webhook URL")).isEqualTo("https://example.com/hook");
        assertThat(setting(bound, "PostWebhookPayload", "Payload Format")).isEqualTo("Braintrust");
        assertThat(imported.flow().toString())
                .as("a secret stands in the parameter file only")
                .doesNotContain("example.com/hook");
        assertThat(imported.flow().at("/flowContents/comments").asText())
                .contains(ID, "2025-05-12T10:00:00.000Z", "u-1");
    }

    @Test
    void anEmptyFilterMatchesAll() throws FlowException {
        ImportReport report = read(alert("`btql_filter`:``", WEBHOOK));
        assertThat(report.findings()).isEmpty();
        assertThat(setting(bound(report.automations().get(0)), "FilterBtql", "BTQL Filter"))
                .isEmpty();
    }

    @Test
    void anAlertToSlackAsksForAnIncomingWebhook() throws FlowException {
        ImportReport report = read(alert("`btql_filter`:``", "{`type`:`slack`,`workspace_id`:`T1`,`channel`:`C1`}"));
        assertThat(report.findings())
                .extracting(finding -> finding.code() + " " + finding.place().pointer())
                .containsExactly("IMP-203 /config/action/workspace_id", "IMP-203 /config/action/channel");
        ImportedAutomation imported = report.automations().get(0);
        assertThat(imported.toFillIn()).contains("Webhook URL");
        assertThat(setting(bound(imported), "PostWebhookPayload", "Payload Format"))
                .isEqualTo("Slack");
    }

    @ParameterizedTest
    @CsvSource({"jsonl, JSON Lines", "parquet, Parquet"})
    void anExportOfSpansIsCarriedOverWhole(String format, String here) throws FlowException {
        ImportReport report = read(export("`type`:`log_spans`", "`format`:`" + format + "`,`batch_size`:500", IAM));
        assertThat(report.findings()).isEmpty();
        BoundAutomation bound = bound(report.automations().get(0));
        assertThat(setting(bound, "ExportToS3", "Export Path")).isEqualTo("s3://bucket/prefix");
        assertThat(setting(bound, "ExportToS3", "Format")).isEqualTo(here);
        assertThat(setting(bound, "ExportToS3", "Batch Size")).isEqualTo("500");
        assertThat(setting(bound, "ExportToS3", "Assume Role ARN")).isEqualTo("arn:aws:iam::123456789012:role/export");
        assertThat(setting(bound, "ExportToS3", "Assume Role External ID"))
                .as("Braintrust keeps but the last part of it")
                .isEqualTo("bt:REPLACE-ME:" + PROJECT + ":part");
        assertThat(component(bound, "ScheduledBtqlQuery").schedule().describe()).isEqualTo("every 1 h");
    }

    @Test
    void itReadsTheProjectsLogsFromBraintrustsApi() throws FlowException {
        ImportedAutomation imported =
                read(alert("`btql_filter`:``", WEBHOOK)).automations().get(0);
        assertThat(imported.toFillIn())
                .containsExactly("Braintrust API Key", "Organization ID", "Organization Name", "Project Name");
        BoundAutomation bound = bound(imported);
        assertThat(setting(bound, "ScheduledBtqlQuery", "Log Source")).isEqualTo("Braintrust API");
        assertThat(setting(bound, "ScheduledBtqlQuery", "API Key")).isEqualTo("sk-REPLACE-ME");
        assertThat(setting(bound, "ScheduledBtqlQuery", "Start Position")).isEqualTo("Now");
        assertThat(imported.flow().toString()).doesNotContain("sk-REPLACE-ME");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "log_spans;  `type`:`span`;                      Spans;  '';      '';    Spans",
                "log_spans;  `type`:`trace`,`idle_seconds`:90;   Traces; Spans;   90 s;  Spans",
                "log_traces; `type`:`trace`;                     Traces; Summary; 30 s;  Traces",
                "log_traces; `type`:`trace`,`idle_seconds`:120;  Traces; Summary; 2 min; Traces",
            })
    void whatIsExportedIsReadTheSameWay(
            String definition, String scope, String data, String rows, String idle, String columns)
            throws FlowException {
        ImportReport report =
                read(export("`type`:`" + definition + "`", "`format`:`parquet`,`scope`:{" + scope + "}", IAM));
        assertThat(report.findings()).isEmpty();
        BoundAutomation bound = bound(report.automations().get(0));
        assertThat(setting(bound, "ScheduledBtqlQuery", "Data")).isEqualTo(data);
        assertThat(setting(bound, "ScheduledBtqlQuery", "Trace Rows")).isEqualTo(rows);
        assertThat(setting(bound, "ScheduledBtqlQuery", "Trace Idle")).isEqualTo(idle);
        assertThat(setting(bound, "ExportToS3", "Row Schema")).isEqualTo(columns);
        assertThat(setting(bound, "ScheduledBtqlQuery", "Start Position")).isEqualTo("Beginning");
    }

    @Test
    void anExportOfAQueryPutsTheSameQuery() throws FlowException {
        ImportReport report = read(export(
                "`type`:`btql_query`,`btql_query`:`select: id, metadata.model | filter: scores.x < 1`",
                "`format`:`parquet`",
                IAM));
        assertThat(report.findings()).isEmpty();
        assertThat(report.automations().get(0).toFillIn()).contains("Columns");
        BoundAutomation bound = bound(report.automations().get(0));
        assertThat(setting(bound, "ScheduledBtqlQuery", "Data")).isEqualTo("Custom BTQL");
        assertThat(setting(bound, "ScheduledBtqlQuery", "Query"))
                .isEqualTo("select: id, metadata.model | filter: scores.x < 1");
        assertThat(setting(bound, "ExportToS3", "Row Schema")).isEqualTo("Columns");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "log_spans;  `type`:`group`,`group_by`:`metadata.user`; IMP-204 /config/scope/type",
                "log_traces; `type`:`span`;                            IMP-203 /config/scope/type",
                "log_spans;  `type`:`span`,`placement`:`first`;         IMP-202 /config/scope/placement",
            })
    void aScopeThatIsNotCarriedOverIsNamed(String definition, String scope, String found) {
        ImportReport report =
                read(export("`type`:`" + definition + "`", "`format`:`jsonl`,`scope`:{" + scope + "}", IAM));
        assertThat(report.findings())
                .extracting(finding -> finding.code() + " " + finding.place().pointer())
                .contains(found);
    }

    @Test
    void aPausedAutomationHasAStoppedSource() throws FlowException {
        ImportReport report = read(alert("`btql_filter`:``,`status`:`paused`", WEBHOOK));
        assertThat(report.findings()).isEmpty();
        BoundAutomation bound = bound(report.automations().get(0));
        assertThat(component(bound, "ScheduledBtqlQuery").node().processor().disabled())
                .isTrue();
        assertThat(component(bound, "FilterBtql").node().processor().disabled()).isFalse();
    }

    @Test
    void theListAnswerOfTheApiGivesAFlowEachThatCanRunTogether() throws FlowException {
        ImportReport report = read("{`objects`:["
                + alert("`btql_filter`:``", WEBHOOK) + ","
                + alert("`btql_filter`:``", WEBHOOK).replace(ID, "d5b32408-8568-4bff-9299-8cdd56979b67") + "]}");
        assertThat(report.findings()).isEmpty();
        assertThat(report.automations())
                .extracting(ImportedAutomation::flowFile)
                .containsExactly("an-alert.json", "an-alert-2.json");
        List<Finding> findings = new ArrayList<>();
        new Binder(StepCatalogue.standard(), parameters(report.automations().get(0)), ZoneOffset.UTC, findings)
                .bind(List.of(
                        FlowReader.read("1", bytes(report.automations().get(0)), findings),
                        FlowReader.read("2", bytes(report.automations().get(1)), findings)));
        assertThat(findings).as("no identifier is shared").isEmpty();
        assertThat(report.automations().get(0).flow().get("parameterContexts").fieldNames())
                .toIterable()
                .doesNotContainAnyElementsOf(() -> report.automations()
                        .get(1)
                        .flow()
                        .get("parameterContexts")
                        .fieldNames());
    }

    @Test
    void theSameAutomationIsTheSameFlowEachTime() {
        String automation = alert("`btql_filter`:`error is not null`", WEBHOOK);
        assertThat(read(automation).automations().get(0).flow())
                .isEqualTo(read(automation).automations().get(0).flow());
    }

    @Test
    void whatWasGivenBeforehandIsNotAskedFor() throws FlowException {
        Map<String, String> given = Map.of("Organization Name", "acme", "Organisation ID", "1");
        ImportReport report = AutomationImports.read(
                "a.json", json(alert("`btql_filter`:``", WEBHOOK)).getBytes(StandardCharsets.UTF_8), given);
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("IMP-301");
            assertThat(finding.hint()).contains("did you mean 'Organization ID'?");
        });
        ImportedAutomation imported = report.automations().get(0);
        assertThat(imported.toFillIn()).doesNotContain("Organization Name").contains("Organization ID");
        assertThat(setting(bound(imported), "ScheduledBtqlQuery", "Organization Name"))
                .isEqualTo("acme");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "`colour`:`red`                                       | /colour                          | IMP-202",
                "`runtime_block`:{`reason`:`model`}                   | /runtime_block                   | IMP-203",
            })
    void whatIsLeftOutOfAnAutomationIsNamed(String member, String pointer, String code) {
        ImportReport report = read(alert("`btql_filter`:``", WEBHOOK).replaceFirst("\\{", "{" + member + ","));
        assertThat(report.automations()).hasSize(1);
        assertThat(report.findings())
                .extracting(finding -> finding.place().pointer(), Finding::code, Finding::isError)
                .containsExactly(tuple(pointer, code, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "`new_field`:1                      | /config/new_field                | IMP-202",
                "`status`:`resting`                 | /config/status                   | IMP-204",
                "`interval_seconds`:0               | /config/interval_seconds         | IMP-103",
                "`interval_seconds`:2592001         | /config/interval_seconds         | IMP-103",
                "`interval_seconds`:`1h`            | /config/interval_seconds         | IMP-103",
                "`interval_seconds`:null            | /config                          | IMP-104",
                "`action`:{`type`:`pigeon`}         | /config/action/type              | IMP-204",
                "`action`:{`type`:`webhook`}        | /config/action                   | IMP-104",
                "`action`:`webhook`                 | /config/action                   | IMP-103",
                "`btql_filter`:7                    | /config/btql_filter              | IMP-103",
                "`event_type`:`retention`           | /config/event_type               | IMP-201",
                "`event_type`:`windowed`            | /config/event_type               | IMP-201",
                "`event_type`:`environment_update`  | /config/event_type               | IMP-201",
                "`event_type`:`async_query`         | /config/event_type               | IMP-201",
                "`event_type`:`topic`               | /config/event_type               | IMP-201",
                "`event_type`:`topic_digest`        | /config/event_type               | IMP-201",
                "`event_type`:`log`                 | /config/event_type               | IMP-204",
            })
    void whatAnAlertCannotHaveIsFoundAtItsPlace(String member, String pointer, String code) {
        String name = member.substring(0, member.indexOf(':'));
        ImportReport report = read("""
                {`project_id`:`p`,`name`:`n`,`config`:{%s}}""".formatted(String.join(",", members(name, member))));
        assertThat(report.findings())
                .extracting(finding -> finding.place().pointer(), Finding::code)
                .contains(tuple(pointer, code));
        boolean harmless = code.equals("IMP-202");
        assertThat(report.automations()).hasSize(harmless ? 1 : 0);
    }

    private static List<String> members(String replaced, String member) {
        List<String> members = new ArrayList<>(List.of(member));
        for (String usual :
                List.of("`event_type`:`logs`", "`btql_filter`:``", "`interval_seconds`:60", "`action`:" + WEBHOOK)) {
            if (!usual.startsWith(replaced + ":")) {
                members.add(usual);
            }
        }
        return members;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3://bucket/prefix | gs://bucket/prefix      | /config/export_path        | IMP-205",
                "aws_iam            | gcp_service_account     | /config/credentials/type   | IMP-204",
                "`jsonl`            | `csv`                   | /config/format             | IMP-204",
                "log_spans          | log_everything          | /config/export_definition/type | IMP-204",
            })
    void whatAnExportCannotHaveIsFoundAtItsPlace(String usual, String other, String pointer, String code) {
        ImportReport report =
                read(export("`type`:`log_spans`", "`format`:`jsonl`", IAM).replace(usual, other));
        assertThat(report.automations()).isEmpty();
        assertThat(report.findings())
                .extracting(finding -> finding.place().pointer(), Finding::code)
                .contains(tuple(pointer, code));
    }

    @Test
    void aFilterThatIsNotUnderstoodIsShownWithItsPlace() {
        ImportReport report = read(alert("`btql_filter`:`scores.x <`", WEBHOOK));
        assertThat(report.automations()).as("to be put right by hand").hasSize(1);
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("BTQL Filter", "scores.x <\n", "^");
            assertThat(finding.place().file()).isEqualTo("an-alert.json");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1]", "{}", "7", "{`objects`:7}", "{`config`:1}", "[{`config`:{}}]"})
    void whatIsNoAutomationIsSaidSo(String text) {
        ImportReport report = read(text);
        assertThat(report.automations()).isEmpty();
        assertThat(report.findings()).isNotEmpty().allMatch(Finding::isError);
    }

    @Test
    void anEmptyListHasNothingToSay() {
        assertThat(read("{`objects`:[]}")).isEqualTo(new ImportReport(List.of(), List.of()));
    }

    private static ImportReport read(String text) {
        return AutomationImports.read("a.json", json(text).getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static String json(String text) {
        return text.replace('`', '"');
    }

    private static String alert(String config, String action) {
        return "{`id`:`%s`,`project_id`:`%s`,`name`:`An alert`,`config`:{`event_type`:`logs`,`interval_seconds`:60,%s,`action`:%s}}"
                .formatted(ID, PROJECT, config, action);
    }

    private static String export(String definition, String config, String credentials) {
        return """
                {`id`:`%s`,`project_id`:`%s`,`name`:`An export`,`config`:{`event_type`:`btql_export`,
                 `export_definition`:{%s},`export_path`:`s3://bucket/prefix`,`interval_seconds`:3600,%s,
                 `credentials`:%s}}""".formatted(ID, PROJECT, definition, config, credentials);
    }

    private static BoundAutomation bound(ImportedAutomation imported) throws FlowException {
        List<Finding> findings = new ArrayList<>();
        List<BoundAutomation> bound = new Binder(
                        StepCatalogue.standard(), parameters(imported), ZoneOffset.UTC, findings)
                .bind(List.of(FlowReader.read("flow.json", bytes(imported), findings)));
        assertThat(findings).isEmpty();
        return bound.get(0);
    }

    private static ParameterValues parameters(ImportedAutomation imported) {
        return ParameterValues.of(imported.parameters());
    }

    private static byte[] bytes(ImportedAutomation imported) {
        JsonNode flow = imported.flow();
        return flow.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static BoundComponent component(BoundAutomation automation, String type) {
        return automation.components().stream()
                .filter(component -> component.descriptor().type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static String setting(BoundAutomation automation, String type, String name) {
        return component(automation, type)
                .settings()
                .fixed()
                .find(Setting.text(name).build())
                .orElse("");
    }
}
