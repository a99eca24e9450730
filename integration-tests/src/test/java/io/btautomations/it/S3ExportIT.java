package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.core.aws.S3Server;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The export template against a server that speaks S3, from NiFi and from the standalone engine: the same objects. */
@ExtendWith(RunningNiFi.class)
class S3ExportIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final S3Server server = S3Server.shared();

    @Test
    void bothHostsExportTheSameObjectsAndTheyAreProvedWhole(NiFiServer nifi) {
        SpanLog log = SpanLog.write(TestFiles.freshFolder("s3-export").resolve("spans.jsonl"), 3_600);
        FlowCopy flow = FlowCopy.onFiles("export-s3")
                .withContext("S3 export")
                .withProperty("ScheduledBtqlQuery", "Automation ID", "1c9b3a4e-0000-4000-8000-000000000001")
                .withProperty("ScheduledBtqlQuery", "Generation", "01JZZZZZZZZZZZZZZZZZZZZZZX");
        String ofNiFi = server.newBucket();
        String ofEngine = server.newBucket();

        String group = nifi.client().upload("S3 export", flow.bytes());
        nifi.client().setParameters(group, parameters(log, ofNiFi));
        nifi.client().start(group);
        Eventually.holds("export of all rows by NiFi", PATIENCE, () -> rows(ofNiFi) == log.rows());
        nifi.client().stop(group);
        StandaloneEngine engine = new StandaloneEngine(TestFiles.freshFolder("s3-export-engine"));
        StandaloneEngine.Result run = engine.runOnce(flow, parameters(log, ofEngine));

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.output()).startsWith("Export to S3: Rows Received 3,600").contains("Rows Written 3,600");
        assertThat(objects(ofEngine)).isEqualTo(objects(ofNiFi)).hasSize(3);
        for (String bucket : List.of(ofNiFi, ofEngine)) {
            StandaloneEngine.Result proof = verify(engine, bucket);
            assertThat(proof.output()).as(proof.errors()).contains("rows 3,600, objects 3", "is clean: 0 errors");
            assertThat(proof.exitCode()).isZero();
        }
    }

    @Test
    void aLostObjectIsNoticed() {
        SpanLog log = SpanLog.write(TestFiles.freshFolder("s3-lost").resolve("spans.jsonl"), 100);
        String bucket = server.newBucket();
        StandaloneEngine engine = new StandaloneEngine(TestFiles.freshFolder("s3-lost-engine"));
        StandaloneEngine.Result run = engine.runOnce(FlowCopy.onFiles("export-s3"), parameters(log, bucket));
        assertThat(run.exitCode()).as(run.errors()).isZero();
        String key = objects(bucket).keySet().iterator().next();
        try (S3Client client = server.client()) {
            client.deleteObject(request -> request.bucket(bucket).key("logs/" + key));
        }

        StandaloneEngine.Result proof = verify(engine, bucket);

        assertThat(proof.exitCode()).isEqualTo(1);
        assertThat(proof.output()).contains(key).contains("missing");
    }

    private StandaloneEngine.Result verify(StandaloneEngine engine, String bucket) {
        return engine.call(
                List.of(
                        "verify-export",
                        "s3://" + bucket + "/logs",
                        "--setting",
                        "Endpoint Override URL=" + server.endpoint(),
                        "--setting",
                        "Use Path Style Access=true",
                        "--setting",
                        "Use Default Credentials=true"),
                Map.of("AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY, "AWS_SECRET_ACCESS_KEY", S3Server.SECRET));
    }

    private Map<String, String> parameters(SpanLog log, String bucket) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("Log Paths", log.file().toString());
        parameters.put("Export Path", "s3://" + bucket + "/logs");
        parameters.put("Endpoint", server.endpoint().toString());
        parameters.put("Path Style Access", "true");
        parameters.put("Access Key ID", S3Server.ACCESS_KEY);
        parameters.put("Secret Access Key", S3Server.SECRET);
        parameters.put("Check Every", "1 h");
        return parameters;
    }

    private long rows(String bucket) {
        return objects(bucket).values().stream().flatMap(String::lines).count();
    }

    /** The exported data by key below the prefix. */
    private Map<String, String> objects(String bucket) {
        Map<String, String> objects = new TreeMap<>();
        try (S3Client client = server.client()) {
            for (S3Object object : client.listObjectsV2Paginator(
                            request -> request.bucket(bucket).prefix("logs/date="))
                    .contents()) {
                String content = client.getObjectAsBytes(
                                request -> request.bucket(bucket).key(object.key()))
                        .asUtf8String();
                objects.put(object.key().substring("logs/".length()), content);
            }
        }
        return objects;
    }
}
