package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The export template against Ceph: by a role with an external id, whose conditions Ceph's own policies decide, and
 * through a proxy that fails by plan. One object is so large that it is sent in parts.
 */
@Tag("rgw")
@TestInstance(Lifecycle.PER_CLASS)
class GatewayIT {

    private static final int LARGE_ROWS = 75;
    private static final int SMALL_ROWS = 200;
    private static final int MOST_RUNS = 20;

    private final Path log = TestFiles.freshFolder("rgw-log").resolve("spans.jsonl");
    private Gateway gateway;
    private Map<String, String> undisturbed;

    @BeforeAll
    void start() throws IOException {
        writeLog();
        gateway = Gateway.start();
        String bucket = gateway.newBucket("quiet");
        StandaloneEngine engine = engine("quiet");
        StandaloneEngine.Result run = engine.runOnce(flow(), gateway.parameters(log, bucket, gateway.store()));
        assertThat(run.exitCode()).as(run.errors()).isZero();
        undisturbed = gateway.data(bucket);
        assertThat(undisturbed).hasSize(2);
        assertProved(engine, bucket);
    }

    @AfterAll
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    @Test
    void aWrongExternalIdIsSaidAndNothingIsLost() {
        String bucket = gateway.newBucket("wrong-id");
        StandaloneEngine engine = engine(bucket);
        StandaloneEngine.Result refused = engine.runOnce(
                flow().withProperty("ExportToS3", "Assume Role External ID", "bt:org_123:proj_456:other"),
                gateway.parameters(log, bucket, gateway.store()));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors())
                .contains("may not assume " + Gateway.ROLE + " with external id 'bt:org_123:proj_456:other'")
                .contains("its trust policy must allow sts:AssumeRole to us under that sts:ExternalId");
        assertThat(gateway.data(bucket)).isEmpty();

        StandaloneEngine.Result run = engine.runOnce(flow(), gateway.parameters(log, bucket, gateway.store()));
        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(gateway.data(bucket)).isEqualTo(undisturbed);
        assertProved(engine, bucket);
    }

    /** Ceph's own answers have no error code where the SDK looks for it. */
    @Test
    void aRefusalOfCephItselfIsUnderstood() {
        String bucket = gateway.newBucket("no-code");
        StandaloneEngine.Result refused = engine(bucket)
                .runOnce(
                        flow().withProperty("ExportToS3", "Assume Role STS Endpoint Override", gateway.store()),
                        gateway.parameters(log, bucket, gateway.store()));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors()).contains("may not assume " + Gateway.ROLE);
    }

    @Test
    void signedChunksAreNotTakenAndTheSwitchIsNamed() {
        String bucket = gateway.newBucket("chunked");
        StandaloneEngine engine = engine(bucket);
        StandaloneEngine.Result refused = engine.runOnce(
                flow().withProperty("ExportToS3", "Use Chunked Encoding", "true"),
                gateway.parameters(log, bucket, gateway.store()));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors()).contains("set Use Chunked Encoding to false");
        StandaloneEngine.Result run = engine.runOnce(flow(), gateway.parameters(log, bucket, gateway.store()));
        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(gateway.data(bucket)).isEqualTo(undisturbed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"busy", "cut", "lost", "gone", "skewed", "expired"})
    void whateverGoesWrongTheBucketEndsTheSame(String fault) {
        String bucket = gateway.newBucket(fault + "-bucket");
        StandaloneEngine engine = engine(bucket);
        List<String> complaints = new ArrayList<>();
        StandaloneEngine.Result run = engine.runOnce(flow(), gateway.parameters(log, bucket, gateway.faults()));
        while (run.exitCode() != 0 && complaints.size() < MOST_RUNS) {
            complaints.add(run.errors());
            run = engine.runOnce(flow(), gateway.parameters(log, bucket, gateway.faults()));
        }
        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(String.join("", complaints)).contains(complaint(fault));
        assertThat(gateway.data(bucket)).isEqualTo(undisturbed);
        assertThat(gateway.unfinished(bucket)).isEmpty();
        assertProved(engine, bucket);
    }

    @Test
    void whatIsRefusedForTooLongIsGivenUpAndComesAgainWhenAskedFor() {
        String bucket = gateway.newBucket("revoked-bucket");
        StandaloneEngine engine = engine(bucket);
        FlowCopy impatient = flow().withProperty("ExportToS3", "Retry Time Limit", "0 s");
        StandaloneEngine.Result run = engine.runOnce(impatient, gateway.parameters(log, bucket, gateway.faults()));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors()).contains("given up after Retry Time Limit").contains("grant s3:PutObject");

        StandaloneEngine.Result replay =
                engine.call(List.of("deliveries", "replay", "1", "--state", engine.state()), Map.of());
        assertThat(replay.exitCode()).as(replay.errors()).isZero();
        StandaloneEngine.Result again = engine.runOnce(impatient, gateway.parameters(log, bucket, gateway.store()));
        assertThat(again.exitCode()).as(again.errors()).isZero();
        assertThat(gateway.data(bucket)).isEqualTo(undisturbed);
        assertProved(engine, bucket);
    }

    @Test
    void theTestTellsWhatTheStoreDoesNotHeed() {
        String bucket = gateway.newBucket("tested");
        StandaloneEngine engine = engine(bucket);
        StandaloneEngine.Result test = engine.test(flow(), gateway.parameters(log, bucket, gateway.store()));
        assertThat(test.output() + test.errors())
                .contains("The test wrote and deleted an object in s3://tested/logs")
                .contains("Warning: the store let an object be created twice when it was sent in parts");
        assertThat(gateway.data(bucket)).isEmpty();
    }

    private void assertProved(StandaloneEngine engine, String bucket) {
        StandaloneEngine.Result proof = gateway.verify(engine, bucket);
        assertThat(proof.output())
                .as(proof.errors())
                .contains("rows " + (LARGE_ROWS + SMALL_ROWS) + ", objects 2", "is clean: 0 errors");
        assertThat(proof.exitCode()).isZero();
    }

    /** What the engine says of a fault that it cannot get over by itself. */
    private static String complaint(String fault) {
        return switch (fault) {
            case "busy" -> "the store is too busy (503 SlowDown)";
            case "lost" -> "the store answered 500 InternalError";
            case "skewed" -> "the clock of this machine differs too much from the store's";
            case "expired" -> "the credentials have expired; renew them";
            default -> "";
        };
    }

    private FlowCopy flow() {
        return FlowCopy.onFiles("export-s3")
                .withProperty("ScheduledBtqlQuery", "Automation ID", "archive")
                .withProperty("ScheduledBtqlQuery", "Generation", "01JZZZZZZZZZZZZZZZZZZZZZZX")
                .withProperty("ScheduledBtqlQuery", "Bytes Per FlowFile", "200 MB")
                .withProperty("ExportToS3", "Target Object Size", "200 MB")
                .withProperty("ExportToS3", "Use Chunked Encoding", "false")
                .withProperty("ExportToS3", "Assume Role STS Endpoint Override", gateway.tokens());
    }

    private static StandaloneEngine engine(String name) {
        return new StandaloneEngine(TestFiles.freshFolder("rgw-engine-" + name));
    }

    private void writeLog() throws IOException {
        Random random = new Random(1);
        try (OutputStream out = Files.newOutputStream(log)) {
            for (int row = 0; row < LARGE_ROWS + SMALL_ROWS; row++) {
                boolean large = row < LARGE_ROWS;
                byte[] text = new byte[large ? 1_000_000 : 100];
                for (int i = 0; i < text.length; i++) {
                    text[i] = (byte) ('a' + random.nextInt(26));
                }
                out.write(String.format(
                                Locale.ROOT,
                                "{\"id\":\"span-%05d\",\"created\":\"2026-03-0%dT08:00:00.000Z\",\"input\":\"%s\"}%n",
                                row,
                                large ? 1 : 2,
                                new String(text, StandardCharsets.US_ASCII))
                        .getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
