package io.btautomations.core.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.objects.ObjectLocation;
import io.btautomations.core.objects.ObjectStoreContract;
import io.btautomations.core.objects.StandardObjectStores;
import io.btautomations.core.port.Network;
import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.port.ObjectStore.ObjectInfo;
import io.btautomations.core.port.ObjectStore.Upload;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.Settings;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

class S3ObjectStoreTest extends ObjectStoreContract {

    private final S3Server server = S3Server.shared();

    @Override
    protected ObjectStore emptyStore() throws IOException {
        return open(server.newBucket(), server.settings());
    }

    @Test
    void objectsStandBelowThePrefixWithTheirContentType() throws IOException {
        String bucket = server.newBucket();
        try (ObjectStore store = open(bucket, server.settings());
                S3Client client = server.client()) {
            write(store, "date=2026-01-02/a.jsonl");
            HeadObjectResponse head =
                    client.headObject(request -> request.bucket(bucket).key("some/prefix/date=2026-01-02/a.jsonl"));
            assertThat(head.contentType()).isEqualTo("application/x-ndjson");
            assertThat(store.describe("k")).isEqualTo("s3://" + bucket + "/some/prefix/k");
        }
    }

    @Test
    void encryptionAndStorageClassAreAskedFor() throws IOException {
        String bucket = server.newBucket();
        Settings settings = server.settings()
                .with(S3Settings.ENCRYPTION, "SSE-S3")
                .with(S3Settings.STORAGE_CLASS, "StandardInfrequentAccess");
        try (ObjectStore store = open(bucket, settings);
                S3Client client = server.client()) {
            write(store, "a");
            HeadObjectResponse head =
                    client.headObject(request -> request.bucket(bucket).key("some/prefix/a"));
            assertThat(head.serverSideEncryptionAsString()).isEqualTo("AES256");
            assertThat(head.storageClassAsString()).isEqualTo("STANDARD_IA");
        }
    }

    @Test
    void anObjectLargerThanAPartIsSentInParts() throws IOException {
        String bucket = server.newBucket();
        byte[] content = new byte[12 << 20];
        new Random(1).nextBytes(content);
        S3Place place = new S3Place(bucket, "");
        try (S3Clients clients = new S3Clients(server.settings(), Network.DIRECT);
                S3Client client = server.client()) {
            try (Upload upload = inParts(place, clients, "large")) {
                upload.write(content);
                assertThat(upload.create()).isTrue();
            }
            byte[] stored = client.getObjectAsBytes(
                            request -> request.bucket(bucket).key("large"))
                    .asByteArray();
            assertThat(Arrays.equals(stored, content)).isTrue();
            try (Upload upload = inParts(place, clients, "large")) {
                upload.write(content);
                assertThat(upload.create()).isFalse();
            }
            assertThat(client.listMultipartUploads(request -> request.bucket(bucket))
                            .uploads())
                    .isEmpty();
        }
    }

    @Test
    void anUploadThatIsGivenUpLeavesNoParts() throws IOException {
        String bucket = server.newBucket();
        try (S3Clients clients = new S3Clients(server.settings(), Network.DIRECT);
                S3Client client = server.client()) {
            try (Upload upload = inParts(new S3Place(bucket, ""), clients, "large")) {
                upload.write(new byte[6 << 20]);
                assertThat(client.listMultipartUploads(request -> request.bucket(bucket))
                                .uploads())
                        .hasSize(1);
            }
            assertThat(client.listMultipartUploads(request -> request.bucket(bucket))
                            .uploads())
                    .isEmpty();
        }
    }

    @Test
    void whatAKilledWriterLeftBehindIsAbortedByTheNextOne() throws IOException {
        String bucket = server.newBucket();
        try (S3Clients clients = new S3Clients(server.settings(), Network.DIRECT);
                S3Client client = server.client()) {
            client.createMultipartUpload(request -> request.bucket(bucket).key("large"));
            client.createMultipartUpload(request -> request.bucket(bucket).key("larger"));
            try (Upload upload = inParts(new S3Place(bucket, ""), clients, "large")) {
                upload.write(new byte[6 << 20]);
                assertThat(upload.create()).isTrue();
            }
            assertThat(client.listMultipartUploads(request -> request.bucket(bucket))
                            .uploads())
                    .extracting(MultipartUpload::key)
                    .containsExactly("larger");
        }
    }

    @Test
    void withoutConditionalWritesItIsLookedFirst() throws IOException {
        Settings settings = server.settings().with(S3Settings.CONDITIONAL_WRITES, "false");
        try (ObjectStore store = open(server.newBucket(), settings)) {
            write(store, "a");
            try (Upload upload = store.upload("a", "text/plain")) {
                upload.write(1);
                assertThat(upload.create()).isFalse();
                assertThat(upload.replace(new ObjectInfo(7, "another"))).isFalse();
                assertThat(upload.replace(store.head("a").orElseThrow())).isTrue();
            }
        }
    }

    @Test
    void aStoreThatHeedsConditionsHeedsThemForPartsToo() throws IOException {
        try (ObjectStore store = open(server.newBucket(), server.settings())) {
            for (boolean created : new boolean[] {true, false}) {
                try (Upload upload = store.uploadInParts("a", "text/plain")) {
                    upload.write(1);
                    assertThat(upload.create()).isEqualTo(created);
                }
            }
        }
    }

    @Test
    void aMissingBucketIsNamed() {
        refused(server.settings(), "no-such-bucket", "there is no bucket 'no-such-bucket'");
    }

    @Test
    void aWrongSecretIsSaid() {
        refused(
                server.settings().with(S3Settings.SECRET_ACCESS_KEY, "wrong-one"),
                server.newBucket(),
                "the Secret Access Key does not fit the Access Key ID");
    }

    @Test
    void anUnknownKeyIsSaid() {
        refused(
                server.settings().with(S3Settings.ACCESS_KEY_ID, "nobody"),
                server.newBucket(),
                "the Access Key ID is not known to the store");
    }

    @Test
    void aStoreThatDoesNotAnswerIsNamed() {
        refused(
                server.settings().with(S3Settings.ENDPOINT, "http://127.0.0.1:1"),
                "bucket",
                "no answer from http://127.0.0.1:1");
    }

    @Test
    void aMissingProfileIsSaid() {
        Settings settings = without(S3Settings.ACCESS_KEY_ID).with(S3Settings.PROFILE, "no-such-profile");
        refused(settings, "bucket", "no credentials found");
    }

    @Test
    void aMissingCredentialsFileIsNamed() {
        Settings settings = without(S3Settings.ACCESS_KEY_ID).with(S3Settings.CREDENTIALS_FILE, "/no/such/file");
        refused(settings, "bucket", "cannot read the Credentials File /no/such/file");
    }

    private Settings without(Setting<?> setting) {
        return server.settings().with(setting, "");
    }

    private void refused(Settings settings, String bucket, String expected) {
        try (ObjectStore store = open(bucket, settings)) {
            assertThatThrownBy(() -> write(store, "key"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(expected)
                    .hasMessageNotContaining("wrong-one");
        } catch (IOException e) {
            throw new AssertionError("opening talks to no store", e);
        }
    }

    private Upload inParts(S3Place place, S3Clients clients, String key) throws IOException {
        Settings settings = server.settings();
        return new S3Upload(
                new S3Requests(place, settings, key, "text/plain"),
                clients.s3(),
                new S3Failures(place, settings),
                new S3Upload.Mode(5 << 20, false, true, true));
    }

    private static ObjectStore open(String bucket, Settings settings) throws IOException {
        return new StandardObjectStores()
                .open(ObjectLocation.parse("s3://" + bucket + "/some/prefix/").uri(), settings);
    }

    private static void write(ObjectStore store, String key) throws IOException {
        try (Upload upload = store.upload(key, "application/x-ndjson")) {
            upload.write("content".getBytes(UTF_8));
            assertThat(upload.create()).isTrue();
        }
    }
}
