package io.btautomations.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** A Ceph object gateway with a token service, and a proxy before it that fails by plan; see rgw/rgw.sh. */
final class Gateway implements AutoCloseable {

    /** Asks for {@link #EXTERNAL_ID}. */
    static final String ROLE = "arn:aws:iam:::role/export";

    static final String EXTERNAL_ID = "bt:org_123:proj_456:archive";

    private static final Script SCRIPT = new Script("rgw/rgw.sh");
    private static final String VENDOR_KEY = "vendor-key";
    private static final String VENDOR_SECRET = "vendor-secret";

    private final Path folder = TestFiles.freshFolder("rgw");
    private final int storePort;
    private final int tokensPort;
    private final int faultsPort;

    private Gateway(int storePort, int tokensPort, int faultsPort) {
        this.storePort = storePort;
        this.tokensPort = tokensPort;
        this.faultsPort = faultsPort;
    }

    static Gateway start() {
        try {
            Gateway gateway = new Gateway(Ports.free(), Ports.free(), Ports.free());
            SCRIPT.run(
                    "start",
                    gateway.folder.toString(),
                    Integer.toString(gateway.storePort),
                    Integer.toString(gateway.tokensPort),
                    Integer.toString(gateway.faultsPort),
                    Integer.toString(Ports.free()));
            return gateway;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The store itself, which also answers as a token service, in its own manner. */
    String store() {
        return "http://127.0.0.1:" + storePort;
    }

    /** The token service that answers as Amazon's does. */
    String tokens() {
        return "http://127.0.0.1:" + tokensPort;
    }

    /** The store by way of the proxy. */
    String faults() {
        return "http://127.0.0.1:" + faultsPort;
    }

    /** A new, empty bucket; its name says which faults there are. */
    String newBucket(String name) {
        try (S3Client client = client(fixed("owner-key", "owner-secret"))) {
            client.createBucket(request -> request.bucket(name));
        }
        return name;
    }

    /** Parameters of the export template that lead to a bucket. */
    Map<String, String> parameters(Path log, String bucket, String endpoint) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("Log Paths", log.toString());
        parameters.put("Export Path", "s3://" + bucket + "/logs");
        parameters.put("Endpoint", endpoint);
        parameters.put("Path Style Access", "true");
        parameters.put("Role ARN", ROLE);
        parameters.put("Access Key ID", VENDOR_KEY);
        parameters.put("Secret Access Key", VENDOR_SECRET);
        return parameters;
    }

    /** The export proved against its commit log. */
    StandaloneEngine.Result verify(StandaloneEngine engine, String bucket) {
        List<String> arguments = new ArrayList<>(List.of("verify-export", "s3://" + bucket + "/logs"));
        Map.of(
                        "Endpoint Override URL",
                        store(),
                        "Use Path Style Access",
                        "true",
                        "Use Default Credentials",
                        "true",
                        "Assume Role ARN",
                        ROLE,
                        "Assume Role External ID",
                        EXTERNAL_ID,
                        "Assume Role STS Endpoint Override",
                        tokens())
                .forEach((name, value) -> arguments.addAll(List.of("--setting", name + "=" + value)));
        return engine.call(arguments, Map.of("AWS_ACCESS_KEY_ID", VENDOR_KEY, "AWS_SECRET_ACCESS_KEY", VENDOR_SECRET));
    }

    /** SHA-256 of the exported data by key. */
    Map<String, String> data(String bucket) {
        Map<String, String> data = new TreeMap<>();
        byRole(client -> {
            for (S3Object object : client.listObjectsV2Paginator(
                            request -> request.bucket(bucket).prefix("logs/date="))
                    .contents()) {
                data.put(
                        object.key(),
                        sha256(client.getObjectAsBytes(
                                        request -> request.bucket(bucket).key(object.key()))
                                .asByteArray()));
            }
        });
        return data;
    }

    /** Uploads that were begun and neither ended nor aborted, by key. */
    List<String> unfinished(String bucket) {
        List<String> keys = new ArrayList<>();
        byRole(client -> client.listMultipartUploads(request -> request.bucket(bucket))
                .uploads()
                .forEach(upload -> keys.add(upload.key())));
        return keys;
    }

    @Override
    public void close() {
        SCRIPT.run("stop", folder.toString());
    }

    private void byRole(Consumer<S3Client> work) {
        try (StsClient sts = StsClient.builder()
                        .endpointOverride(URI.create(tokens()))
                        .region(Region.US_EAST_1)
                        .credentialsProvider(fixed(VENDOR_KEY, VENDOR_SECRET))
                        .build();
                StsAssumeRoleCredentialsProvider role = StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts)
                        .refreshRequest(request ->
                                request.roleArn(ROLE).externalId(EXTERNAL_ID).roleSessionName("integration-test"))
                        .build();
                S3Client client = client(role)) {
            work.accept(client);
        }
    }

    private S3Client client(AwsCredentialsProvider credentials) {
        return S3Client.builder()
                .endpointOverride(URI.create(store()))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(credentials)
                .build();
    }

    private static AwsCredentialsProvider fixed(String key, String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
