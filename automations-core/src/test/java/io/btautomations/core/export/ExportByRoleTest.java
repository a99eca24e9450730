package io.btautomations.core.export;

import static io.btautomations.core.export.ExportHost.AUTOMATION;
import static io.btautomations.core.export.ExportHost.fragment;
import static io.btautomations.core.export.ExportHost.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.aws.S3Server;
import io.btautomations.core.aws.StsServer;
import io.btautomations.core.objects.StandardObjectStores;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.CheckResult.Outcome;
import io.btautomations.core.step.StepException;
import io.btautomations.core.testkit.StepHarness;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exports by a role that asks for an external id. */
class ExportByRoleTest {

    private static final String EXTERNAL_ID = "bt:org_123:proj_456:" + AUTOMATION;

    private final S3Server server = S3Server.shared();
    private final String bucket = server.newBucket();
    private StsServer sts;
    private StepHarness host;

    @BeforeEach
    void open() {
        sts = new StsServer(server, Optional.of(EXTERNAL_ID));
        host = StepHarness.of(ExportToS3Step.DESCRIPTOR).objects(new StandardObjectStores());
        texts().forEach(this::set);
    }

    @AfterEach
    void close() {
        host.close();
        sts.close();
    }

    @Test
    void theExternalIdIsMadeOfOrganizationProjectAndAutomation() throws StepException {
        host.enqueue(row("a", "2026-01-01T00:00:00Z"), item(1));
        host.trigger();
        assertThat(host.output(ExportToS3Step.SUCCESS)).hasSize(1);
        assertThat(sts.assumeRequests())
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .containsEntry("ExternalId", EXTERNAL_ID)
                        .containsEntry("RoleArn", StsServer.ROLE)
                        .containsEntry("RoleSessionName", "automations-export")
                        .containsEntry("DurationSeconds", "3600"));
    }

    @Test
    void anExternalIdThatIsSetCounts() throws StepException {
        sts.require("bt:org_123:*");
        set("Assume Role External ID", "other");
        host.enqueue(row("a", "2026-01-01T00:00:00Z"), item(1));
        assertThatThrownBy(host::trigger)
                .isInstanceOf(StepException.class)
                .hasMessageContaining("may not assume " + StsServer.ROLE + " with external id 'other'")
                .hasMessageContaining("its trust policy must allow sts:AssumeRole");
        sts.require("other");
        host.restart();
        host.trigger();
        assertThat(host.output(ExportToS3Step.SUCCESS)).hasSize(1);
    }

    @Test
    void aRefusalWithoutACodeIsUnderstoodToo() {
        sts.require("something else");
        sts.refusePlainly();
        host.enqueue(row("a", "2026-01-01T00:00:00Z"), item(1));
        assertThatThrownBy(host::trigger).isInstanceOf(StepException.class).hasMessageContaining("may not assume");
        assertThat(host.waiting()).hasSize(1);
    }

    @Test
    void credentialsAreRenewedBeforeTheyExpire() throws StepException {
        sts.issueFor(Duration.ofSeconds(30));
        for (int run = 1; run <= 2; run++) {
            host.enqueue(row("a", "2026-01-01T00:00:00Z"), item(run));
            host.trigger();
        }
        assertThat(host.output(ExportToS3Step.SUCCESS)).hasSize(2);
        assertThat(sts.assumeRequests()).hasSizeGreaterThan(1);
    }

    @Test
    void credentialsAreUsedWhileTheyAreGood() throws StepException {
        for (int run = 1; run <= 3; run++) {
            host.enqueue(row("a", "2026-01-01T00:00:00Z"), item(run));
            host.trigger();
        }
        assertThat(sts.assumeRequests()).hasSize(1);
    }

    @Test
    void withoutAnOrganizationTheItemFailsByName() throws StepException {
        Map<String, String> attributes = item(1);
        attributes.remove("braintrust.org.id");
        host.enqueue(row("a", "2026-01-01T00:00:00Z"), attributes);
        host.trigger();
        assertThat(host.output(ExportToS3Step.FAILURE).get(0).get(Attributes.EXPORT_ERROR))
                .startsWith("Organization ID is empty, and the external id of the role is made with it");
    }

    @Test
    void aServiceThatDoesNotAnswerIsNamed() {
        sts.close();
        host.enqueue(row("a", "2026-01-01T00:00:00Z"), item(1));
        assertThatThrownBy(host::trigger)
                .isInstanceOf(StepException.class)
                .hasMessageContaining("no answer from")
                .hasMessageContaining(sts.endpoint().toString());
    }

    @Test
    void verifyAssumesTheRoleAndPrintsThePolicies() throws StepException {
        List<CheckResult> results = host.verify(item(1));
        assertThat(results).allMatch(result -> result.outcome() == Outcome.PASSED);
        assertThat(results)
                .extracting(CheckResult::name)
                .startsWith("Assume role", "External id is required", "Trust policy of the role", "Permission policy")
                .endsWith("Delete object");
        assertThat(results.get(1).explanation()).startsWith("Without the external id");
        assertThat(results.get(2).explanation()).contains(StsServer.CALLER, EXTERNAL_ID);
    }

    @Test
    void verifyWarnsOfARoleThatTakesAnyExternalId() throws StepException {
        sts.close();
        sts = new StsServer(server, Optional.empty());
        set("Assume Role STS Endpoint Override", sts.endpoint().toString());
        assertThat(host.verify(item(1)))
                .filteredOn(result -> result.name().equals("External id is required"))
                .singleElement()
                .satisfies(result ->
                        assertThat(result.explanation()).startsWith("Warning: the role can be assumed without"));
    }

    @Test
    void verifyTellsWhyTheRoleCannotBeAssumed() throws StepException {
        sts.require("something else");
        assertThat(host.verify(item(1)).get(0))
                .satisfies(result -> assertThat(result.outcome()).isEqualTo(Outcome.FAILED))
                .satisfies(result -> assertThat(result.explanation()).contains("may not assume"));
    }

    @Test
    void policiesAreFilledIn() throws IOException {
        Map<String, String> texts = texts();
        List.of("Automation ID", "Generation", "Organization ID", "Project ID").forEach(name -> texts.put(name, ""));
        Settings settings = Settings.of(texts);
        ExportPolicies policies = ExportPolicies.of(settings, item(1), "component", Optional.empty());
        assertThat(policies.trustPolicy().orElseThrow()).contains(StsServer.CALLER, EXTERNAL_ID, "StringEquals");
        ExportPolicies given = ExportPolicies.of(
                settings, item(1), "component", Optional.of("arn:aws:sts::111122223333:assumed-role/runner/session"));
        assertThat(given.trustPolicy().orElseThrow()).contains("\"arn:aws:iam::111122223333:role/runner\"");
        assertThat(given.permissionPolicy())
                .contains("arn:aws:s3:::" + bucket + "/some/prefix/*", "s3:AbortMultipartUpload", "s3:ListBucket")
                .doesNotContain("kms:");
    }

    private Map<String, String> texts() {
        Map<String, String> texts = server.texts();
        texts.put("Export Path", "s3://" + bucket + "/some/prefix");
        texts.put("Assume Role ARN", StsServer.ROLE);
        texts.put("Assume Role STS Endpoint Override", sts.endpoint().toString());
        return texts;
    }

    private void set(String name, String text) {
        host.set(
                ExportToS3Step.DESCRIPTOR.settings().stream()
                        .filter(setting -> setting.name().equals(name))
                        .findFirst()
                        .orElseThrow(),
                text);
    }

    private static Map<String, String> item(int run) {
        Map<String, String> attributes = new HashMap<>(fragment(run, 0, 1));
        attributes.put("braintrust.org.id", "org_123");
        attributes.put("braintrust.project.id", "proj_456");
        return attributes;
    }
}
