package io.btautomations.core.export;

import static io.btautomations.core.export.ExportHost.fragment;
import static io.btautomations.core.export.ExportHost.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.aws.S3Server;
import io.btautomations.core.aws.S3Settings;
import io.btautomations.core.aws.StsServer;
import io.btautomations.core.objects.StandardObjectStores;
import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.StepException;
import io.btautomations.core.testkit.MemoryItem;
import io.btautomations.core.testkit.StepHarness;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Credentials that go bad during an export: it is tried again, then routed, and nothing is lost. */
class ExportPatienceTest {

    private final S3Server server = S3Server.shared();
    private final String bucket = server.newBucket();
    private final StsServer sts = new StsServer(server, Optional.of("id"));
    private StepHarness host;

    @BeforeEach
    void open() {
        host = StepHarness.of(ExportToS3Step.DESCRIPTOR)
                .objects(new StandardObjectStores())
                .set(ExportSettings.PATH, "s3://" + bucket)
                .set(ExportSettings.RETRY_TIME_LIMIT, "1 h")
                .set(S3Settings.ROLE, StsServer.ROLE)
                .set(S3Settings.EXTERNAL_ID, "id")
                .set(S3Settings.STS_ENDPOINT, sts.endpoint().toString())
                .set(S3Settings.ENDPOINT, server.endpoint().toString())
                .set(S3Settings.PATH_STYLE, "true")
                .set(S3Settings.ACCESS_KEY_ID, S3Server.ACCESS_KEY)
                .set(S3Settings.SECRET_ACCESS_KEY, S3Server.SECRET);
        sts.issueFor(Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        host.close();
        sts.close();
    }

    @Test
    void whatIsTakenInTimeGoesOn() throws Exception {
        export(1);
        refuse();
        enqueue(2);
        refused();
        host.clock().advance(Duration.ofMinutes(59));
        refused();
        sts.require("id");
        host.clock().advance(StepHarness.PENALTY);
        host.trigger();
        assertThat(host.output(ExportToS3Step.SUCCESS)).hasSize(2);
        assertThat(rowsProved()).isEqualTo(2);
        refuse();
        enqueue(3);
        refused();
        assertThat(host.output(ExportToS3Step.FAILURE)).isEmpty();
    }

    @Test
    void whatIsNotTakenInTimeIsRoutedAndMayComeAgain() throws Exception {
        export(1);
        refuse();
        enqueue(2);
        refused();
        host.clock().advance(Duration.ofHours(1));
        host.trigger();
        MemoryItem failed = host.takeOutput(ExportToS3Step.FAILURE).get(0);
        assertThat(failed.get(Attributes.EXPORT_ERROR))
                .startsWith("given up after Retry Time Limit: ")
                .contains("may not assume " + StsServer.ROLE + " with external id 'id'");
        assertThat(failed.text()).isEqualTo(row("r2", "2026-01-01T00:00:00Z"));
        sts.require("id");
        export(3);
        host.enqueue(failed);
        host.triggerUntilIdle(2);
        assertThat(rowsProved()).isEqualTo(3);
    }

    /** Has the role be refused from now on; credentials at hand are not used any more. */
    private void refuse() {
        sts.require("another");
        host.restart();
    }

    private void export(int run) throws StepException {
        enqueue(run);
        host.trigger();
    }

    private void enqueue(int run) {
        host.enqueue(row("r" + run, "2026-01-01T00:00:00Z"), fragment(run, 0, 1));
    }

    private void refused() {
        host.clock().advance(StepHarness.PENALTY);
        assertThatThrownBy(host::trigger)
                .isInstanceOf(StepException.class)
                .hasMessageContaining("is tried again")
                .hasMessageContaining("may not assume");
        assertThat(host.waiting()).hasSize(1);
    }

    private long rowsProved() throws IOException {
        Settings settings = Settings.of(Map.copyOf(server.texts()));
        try (ObjectStore store = new StandardObjectStores().open(URI.create("s3://" + bucket), settings)) {
            VerificationReport report = new ExportVerifier(store).verify("bucket");
            assertThat(report.findings()).isEmpty();
            return report.logs().get(0).rows();
        }
    }
}
