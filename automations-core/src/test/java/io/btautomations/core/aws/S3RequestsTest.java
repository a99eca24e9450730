package io.btautomations.core.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.btautomations.core.http.LoopbackProxy;
import io.btautomations.core.http.TestKeys;
import io.btautomations.core.port.Network;
import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.port.ObjectStore.Upload;
import io.btautomations.core.port.ProxyServer;
import io.btautomations.core.setting.SettingFormatException;
import io.btautomations.core.setting.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of a store by which settings, and what its refusals are called. */
class S3RequestsTest {

    private static final URI ROOT = URI.create("s3://archive/logs");

    private ScriptedStore server;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedStore();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void bySettingsAlone() throws IOException {
        write(server.settings(), Network.DIRECT);
        ScriptedStore.Asked asked = server.asked().get(0);
        assertThat(asked.method()).isEqualTo("PUT");
        assertThat(asked.path()).isEqualTo("/archive/logs/key");
        assertThat(asked.header("If-None-Match")).contains("*");
        assertThat(asked.header("Content-Encoding")).contains("aws-chunked");
        assertThat(asked.header("x-amz-trailer")).contains("x-amz-checksum-crc32");
        assertThat(asked.header("x-amz-tagging")).isEmpty();
        assertThat(asked.header("x-amz-server-side-encryption")).isEmpty();
        assertThat(asked.header("x-amz-storage-class")).isEmpty();
    }

    @Test
    void aKeyTagsAndAStorageClassAreAskedFor() throws IOException {
        write(
                server.settings()
                        .with(S3Settings.ENCRYPTION, "SSE-KMS")
                        .with(S3Settings.KMS_KEY, "alias/export")
                        .with(S3Settings.STORAGE_CLASS, "IntelligentTiering")
                        .with(S3Settings.TAGS, "team=ml co, kept = 1y"),
                Network.DIRECT);
        ScriptedStore.Asked asked = server.asked().get(0);
        assertThat(asked.header("x-amz-server-side-encryption")).contains("aws:kms");
        assertThat(asked.header("x-amz-server-side-encryption-aws-kms-key-id")).contains("alias/export");
        assertThat(asked.header("x-amz-storage-class")).contains("INTELLIGENT_TIERING");
        assertThat(asked.header("x-amz-tagging")).contains("team=ml%20co&kept=1y");
    }

    @Test
    void withoutChunksTheContentIsSentAsItIs() throws IOException {
        write(server.settings().with(S3Settings.CHUNKED_ENCODING, "false"), Network.DIRECT);
        ScriptedStore.Asked asked = server.asked().get(0);
        assertThat(asked.header("Content-Encoding")).isEmpty();
        assertThat(asked.header("Content-Length")).contains("7");
        assertThat(asked.header("x-amz-checksum-crc32")).isPresent();
    }

    @Test
    void withoutConditionalWritesNothingIsAskedThatTheStoreDoesNotKnow() throws IOException {
        server.refuse(404, "NoSuchKey");
        Settings settings = server.settings().with(S3Settings.CONDITIONAL_WRITES, "false");
        assertThatThrownBy(() -> write(settings, Network.DIRECT)).isInstanceOf(IOException.class);
        assertThat(server.asked()).extracting(ScriptedStore.Asked::method).containsExactly("HEAD", "PUT");
        assertThat(server.asked().get(1).header("If-None-Match")).isEmpty();
    }

    @Test
    void aProxyIsPassedWithItsLogin() throws Exception {
        String login = "Basic YWxpY2U6c2VjcmV0";
        try (LoopbackProxy proxy = new LoopbackProxy(Optional.of(login))) {
            write(server.settings(), through(proxy, Optional.of(new ProxyServer.Credentials("alice", "secret"))));
            assertThat(server.asked()).hasSize(1);
            assertThatThrownBy(() -> write(server.settings(), through(proxy, Optional.empty())))
                    .hasMessageContaining("proxy");
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void certificatesOfOnesOwnAreTrusted(@TempDir Path directory) throws Exception {
        SSLContext tls = TestKeys.of(directory, "ip:127.0.0.1").context();
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls));
        secure.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        secure.start();
        try {
            Settings settings = server.settings()
                    .with(
                            S3Settings.ENDPOINT,
                            "https://127.0.0.1:" + secure.getAddress().getPort());
            write(settings, new Network(Optional.empty(), Optional.of(tls)));
            assertThatThrownBy(() -> write(settings, Network.DIRECT)).hasMessageContaining("no answer from https://");
        } finally {
            secure.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | AccessDenied | permission denied (403 AccessDenied); grant s3:PutObject on arn:aws:s3:::archive/logs/*",
                "403 | '' | permission denied (403); grant s3:PutObject on arn:aws:s3:::archive/logs/*",
                "403 | InvalidAccessKeyId | the Access Key ID is not known to the store",
                "403 | SignatureDoesNotMatch | the Secret Access Key does not fit the Access Key ID",
                "403 | RequestTimeTooSkewed | the clock of this machine differs too much from the store's; correct it by NTP",
                "400 | ExpiredToken | the credentials have expired; renew them",
                "400 | XAmzContentSHA256Mismatch | set Use Chunked Encoding to false",
                "301 | PermanentRedirect | the bucket is in another region than us-east-1; correct Region",
                "501 | NotImplemented | set Use Conditional Writes to false",
                "409 | ConditionalRequestConflict | another writer is changing the object at this moment",
                "503 | SlowDown | the store is too busy (503 SlowDown)",
                "500 | InternalError | the store answered 500 InternalError",
                "500 | '' | the store answered 500",
            })
    void aRefusalSaysWhatToDo(int status, String code, String reason) {
        server.refuse(status, code);
        assertThatThrownBy(() -> write(server.settings(), Network.DIRECT))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot write s3://archive/logs/key: ")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({"503,SlowDown", "500,InternalError", "400,RequestTimeout"})
    void whatTheStoreRefusesIsLeftToTheHostToTryAgain(int status, String code) {
        server.refuse(status, code);
        assertThatThrownBy(() -> write(server.settings(), Network.DIRECT)).isInstanceOf(IOException.class);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void aRefusalNamesThePermissionsOfWhatIsSet() {
        server.refuse(403, "AccessDenied");
        Settings settings =
                server.settings().with(S3Settings.ENCRYPTION, "SSE-KMS").with(S3Settings.TAGS, "a=b");
        assertThatThrownBy(() -> write(settings, Network.DIRECT))
                .hasMessageContaining("s3:PutObjectTagging as well")
                .hasMessageContaining("kms:GenerateDataKey and kms:Decrypt on the key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "=b", "a=b,a=c", "a=b,", "a=#", "a=1,b=1,c=1,d=1,e=1,f=1,g=1,h=1,i=1,j=1,k=1"})
    void whatAreNoTagsIsRefused(String text) {
        assertThatThrownBy(() -> ObjectTags.parse(text))
                .isInstanceOf(SettingFormatException.class)
                .hasMessageStartingWith("1 to 10 tags such as");
    }

    private static Network through(LoopbackProxy proxy, Optional<ProxyServer.Credentials> login) {
        return new Network(Optional.of(new ProxyServer("127.0.0.1", proxy.port(), login)), Optional.empty());
    }

    private static void write(Settings settings, Network network) throws IOException {
        try (ObjectStore store = new S3ObjectStores(network).open(ROOT, settings);
                Upload upload = store.upload("key", "text/plain")) {
            upload.write("content".getBytes(UTF_8));
            assertThat(upload.create()).isTrue();
        }
    }
}
