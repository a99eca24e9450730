package io.btautomations.core.export;

import static io.btautomations.core.export.ExportHost.fragment;
import static io.btautomations.core.export.ExportHost.objects;
import static io.btautomations.core.export.ExportHost.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.aws.S3Server;
import io.btautomations.core.objects.StandardObjectStores;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.StepException;
import io.btautomations.core.testkit.StepHarness;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The same step against a real S3. */
class ExportToBucketTest {

    private final S3Server server = S3Server.shared();

    @Test
    void aBucketHoldsWhatADirectoryHolds(@TempDir Path directory) {
        try (StepHarness host = ExportHost.of(directory)) {
            export(host);
        }
        String bucket = server.newBucket();
        try (StepHarness host = to(bucket)) {
            export(host);
        }
        Map<String, String> expected = objects(directory);
        expected.replaceAll(
                (key, content) -> content.replace("file://" + directory, "s3://" + bucket + "/some/prefix"));
        assertThat(content(bucket)).isEqualTo(expected);
    }

    @Test
    void verifyTriesTheBucketAndLeavesNothing() throws StepException {
        String bucket = server.newBucket();
        try (StepHarness host = to(bucket)) {
            assertThat(host.verify(Map.of()))
                    .hasSize(7)
                    .allMatch(result -> result.outcome() == CheckResult.Outcome.PASSED);
        }
        assertThat(content(bucket)).isEmpty();
    }

    @Test
    void credentialsThatAreRevokedKeepTheItemUntilTheyAreGood() throws StepException {
        String bucket = server.newBucket();
        server.admit("temporary", "secret-of-temporary");
        try (StepHarness host = to(bucket)) {
            set(host, "Access Key ID", "temporary");
            set(host, "Secret Access Key", "secret-of-temporary");
            host.enqueue(row("a", "2026-01-01T00:00:00Z"), fragment(1, 0, 1));
            host.trigger();
            server.revoke("temporary");
            host.enqueue(row("b", "2026-01-01T00:00:00Z"), fragment(2, 0, 1));
            assertThatThrownBy(host::trigger)
                    .isInstanceOf(StepException.class)
                    .hasMessageContaining("the Access Key ID is not known to the store")
                    .hasMessageNotContaining("secret-of-temporary");
            assertThat(host.waiting()).hasSize(1);
            server.admit("temporary", "secret-of-temporary");
            host.trigger();
            assertThat(host.output(ExportToS3Step.SUCCESS)).hasSize(2);
        }
    }

    private StepHarness to(String bucket) {
        StepHarness host = StepHarness.of(ExportToS3Step.DESCRIPTOR).objects(new StandardObjectStores());
        set(host, "Export Path", "s3://" + bucket + "/some/prefix");
        server.texts().forEach((name, text) -> set(host, name, text));
        return host;
    }

    private static void set(StepHarness host, String name, String text) {
        host.set(
                ExportToS3Step.DESCRIPTOR.settings().stream()
                        .filter(setting -> setting.name().equals(name))
                        .findFirst()
                        .orElseThrow(),
                text);
    }

    private static void export(StepHarness host) {
        for (int run = 1; run <= 3; run++) {
            List<String> rows = List.of(row("a" + run, "2026-01-01T00:00:00Z"), row("b" + run, "2026-01-02T00:00:00Z"));
            host.enqueue(String.join("", rows), fragment(run, 0, 1));
        }
        host.triggerUntilIdle(5);
        assertThat(host.output(ExportToS3Step.SUCCESS)).hasSize(3);
    }

    private Map<String, String> content(String bucket) {
        Map<String, String> content = new TreeMap<>();
        try (S3Client client = server.client()) {
            for (S3Object object :
                    client.listObjectsV2(request -> request.bucket(bucket)).contents()) {
                byte[] bytes = client.getObjectAsBytes(
                                request -> request.bucket(bucket).key(object.key()))
                        .asByteArray();
                content.put(object.key().substring("some/prefix/".length()), new String(bytes, UTF_8));
            }
        }
        return content;
    }
}
