package io.btautomations.core.aws;

import io.btautomations.core.setting.Settings;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An independent S3 implementation on loopback, one for all tests of the JVM. Every test makes a bucket of its own. */
public final class S3Server {

    public static final String ACCESS_KEY = "test";
    public static final String SECRET = "testsecret";

    private static final S3Server SHARED = new S3Server();

    private final AtomicInteger buckets = new AtomicInteger();
    private final Map<String, String> secrets = new ConcurrentHashMap<>(Map.of(ACCESS_KEY, SECRET));
    private final S3Proxy proxy;

    private S3Server() {
        TransientNio2BlobStore store = new TransientNio2BlobStore();
        proxy = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET)
                .ignoreUnknownHeaders(true)
                .build();
        proxy.setBlobStoreLocator((identity, container, blob) -> Optional.ofNullable(secrets.get(identity))
                .map(secret -> new AccessGrant(secret, store))
                .orElse(null));
        try {
            proxy.start();
        } catch (Exception e) {
            throw new IllegalStateException("S3Proxy does not start", e);
        }
    }

    public static S3Server shared() {
        return SHARED;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    /** Has the server take another access key. */
    public void admit(String accessKey, String secret) {
        secrets.put(accessKey, secret);
    }

    /** Has the server take an access key no longer. */
    public void revoke(String accessKey) {
        secrets.remove(accessKey);
    }

    /** A new, empty bucket. */
    public String newBucket() {
        String bucket = "bucket-" + buckets.incrementAndGet();
        try (S3Client client = client()) {
            client.createBucket(request -> request.bucket(bucket));
        }
        return bucket;
    }

    /** A client for what tests do behind the store's back. */
    public S3Client client() {
        return S3Client.builder()
                .httpClient(Apache5HttpClient.create())
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET)))
                .build();
    }

    /** Texts of the settings that lead to this server. */
    public Map<String, String> texts() {
        return new HashMap<>(Map.of(
                S3Settings.ENDPOINT.name(),
                endpoint().toString(),
                S3Settings.PATH_STYLE.name(),
                "true",
                S3Settings.ACCESS_KEY_ID.name(),
                ACCESS_KEY,
                S3Settings.SECRET_ACCESS_KEY.name(),
                SECRET));
    }

    public Settings settings() {
        return Settings.of(texts());
    }
}
