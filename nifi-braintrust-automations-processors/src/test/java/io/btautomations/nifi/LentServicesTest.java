package io.btautomations.nifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.controller.AbstractControllerService;
import org.apache.nifi.processor.exception.ProcessException;
import org.apache.nifi.proxy.ProxyConfiguration;
import org.apache.nifi.proxy.ProxyConfigurationService;
import org.apache.nifi.reporting.InitializationException;
import org.apache.nifi.ssl.SSLContextProvider;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.MockProcessContext;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries by NiFi's own kinds of services. */
class LentServicesTest {

    private static final String PROXY = "Proxy Configuration Service";
    private static final String TLS = "SSL Context Service";
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final List<String> asked = new ArrayList<>();
    private final TestRunner runner = TestRunners.newTestRunner(new PostWebhookPayload());
    private Optional<HttpServer> server = Optional.empty();

    @TempDir
    private Path directory;

    @BeforeEach
    void configure() {
        for (String name : List.of("Organization ID", "Organization Name", "Project ID", "Project Name")) {
            runner.setProperty(name, "test");
        }
        runner.setProperty("Allowed Hosts", "127.0.0.1, hooks.internal");
    }

    @AfterEach
    void stop() {
        server.ifPresent(running -> running.stop(0));
    }

    @Test
    void aDeliveryGoesThroughTheProxyOfTheService() throws Exception {
        start(HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0));
        use(new FixedProxy(Proxy.Type.HTTP, port()));
        runner.setProperty("Webhook URL", "http://hooks.internal/services/secret");

        assertEquals("success", deliver().relationship());

        String login = Base64.getEncoder().encodeToString("alice:hunter2".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("http://hooks.internal/services/secret Basic " + login), asked);
    }

    @Test
    void aServiceMaySayThatThereIsNoProxy() throws Exception {
        start(HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0));
        use(new FixedProxy(Proxy.Type.DIRECT, 1));
        runner.setProperty("Webhook URL", "http://127.0.0.1:" + port() + "/direct");

        assertEquals("success", deliver().relationship());
        assertEquals(List.of("/direct null"), asked);
    }

    @Test
    void aProxyOfAnotherKindIsRefused() throws Exception {
        use(new FixedProxy(Proxy.Type.SOCKS, 1080));
        runner.setProperty("Webhook URL", "http://hooks.internal/");

        ConfigVerificationResult result = verify().getFirst();
        assertEquals(Outcome.FAILED, result.getOutcome());
        assertEquals(
                "The proxy of the Proxy Configuration Service must be of type HTTP or DIRECT, got SOCKS",
                result.getExplanation());
    }

    @Test
    void aServiceThatDoesNotApplyIsLeftAlone() throws Exception {
        TestRunner source = TestRunners.newTestRunner(new ScheduledBtqlQuery());
        FixedProxy unfit = new FixedProxy(Proxy.Type.SOCKS, 1080);
        source.addControllerService("proxy", unfit);
        source.enableControllerService(unfit);
        source.setProperty(PROXY, "proxy");
        source.setProperty("Log Source", "Local Files");
        source.setProperty("Paths", directory.resolve("*.jsonl").toString());
        source.setProperty("Start Position", "Beginning");
        Files.writeString(directory.resolve("spans.jsonl"), "{\"id\":\"a\"}\n");

        source.run();

        source.assertTransferCount("success", 1);
        assertEquals(List.of(), source.getLogger().getErrorMessages());
    }

    @Test
    void onlyTheTrustOfTheServiceReachesAServerOfOnesOwn() throws Exception {
        SSLContext own = ownKeys();
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(own));
        start(secure);
        runner.setProperty("Webhook URL", "https://127.0.0.1:" + port() + "/own");

        Delivery untrusted = deliver();
        assertEquals("retry", untrusted.relationship());
        assertTrue(untrusted
                .flowFile()
                .getAttribute("webhook.error")
                .startsWith("127.0.0.1 cannot be talked to by TLS: "));
        assertEquals(List.of(), asked);

        use(new FixedKeys(Optional.of(own)));
        assertEquals("success", deliver().relationship());
        assertEquals(List.of("/own null"), asked);
    }

    @Test
    void aServiceWithoutKeysIsExplained() throws Exception {
        use(new FixedKeys(Optional.empty()));
        runner.setProperty("Webhook URL", "https://hooks.internal/");

        assertEquals(
                "The SSL Context Service cannot be used; see that it is valid and enabled: no such file",
                verify().getFirst().getExplanation());
    }

    @Test
    void theServicesAreOfNiFisOwnKinds() {
        PostWebhookPayload processor = new PostWebhookPayload();
        assertEquals(ProxyConfigurationService.class, type(processor, PROXY));
        assertEquals(SSLContextProvider.class, type(processor, TLS));
    }

    private static Class<?> type(PostWebhookPayload processor, String property) {
        PropertyDescriptor descriptor = processor.getPropertyDescriptor(property);
        return descriptor.getControllerServiceDefinition();
    }

    private record Delivery(String relationship, MockFlowFile flowFile) {}

    private Delivery deliver() {
        runner.clearTransferState();
        runner.enqueue(
                "",
                Map.of(
                        "automation.name", "Alert",
                        "btql.filter", "error IS NOT NULL",
                        "ratelimit.interval.seconds", "60",
                        "ratelimit.count", "1",
                        "ratelimit.window.start", "2026-01-01T00:00:00.000Z",
                        "ratelimit.window.end", "2026-01-01T00:01:00.000Z"));
        runner.run();
        for (String relationship : List.of("success", "retry", "failure")) {
            List<MockFlowFile> flowFiles = runner.getFlowFilesForRelationship(relationship);
            if (!flowFiles.isEmpty()) {
                return new Delivery(relationship, flowFiles.getFirst());
            }
        }
        throw new AssertionError("nothing came of the delivery");
    }

    private List<ConfigVerificationResult> verify() {
        return ((PostWebhookPayload) runner.getProcessor())
                .verify((MockProcessContext) runner.getProcessContext(), runner.getLogger(), Map.of());
    }

    private void use(FixedProxy service) throws InitializationException {
        runner.addControllerService("proxy", service);
        runner.enableControllerService(service);
        runner.setProperty(PROXY, "proxy");
    }

    private void use(FixedKeys service) throws InitializationException {
        runner.addControllerService("tls", service);
        runner.enableControllerService(service);
        runner.setProperty(TLS, "tls");
    }

    private void start(HttpServer created) {
        created.createContext("/", this::answer);
        created.start();
        server = Optional.of(created);
    }

    private int port() {
        return server.orElseThrow().getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        asked.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    /** A key that the JDK's own tool made, and trust in its certificate alone. */
    private SSLContext ownKeys() throws Exception {
        Path file = directory.resolve("own.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, keytool.waitFor());
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            own.load(in, PASSWORD);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("own", own.getCertificate("mykey"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** A proxy service with a fixed answer. */
    private static final class FixedProxy extends AbstractControllerService implements ProxyConfigurationService {

        private final Proxy.Type type;
        private final int port;

        FixedProxy(Proxy.Type type, int port) {
            this.type = type;
            this.port = port;
        }

        @Override
        public ProxyConfiguration getConfiguration() {
            ProxyConfiguration configuration = new ProxyConfiguration();
            configuration.setProxyType(type);
            configuration.setProxyServerHost("127.0.0.1");
            configuration.setProxyServerPort(port);
            configuration.setProxyUserName("alice");
            configuration.setProxyUserPassword("hunter2");
            return configuration;
        }
    }

    /** A service with fixed keys, or none. */
    private static final class FixedKeys extends AbstractControllerService implements SSLContextProvider {

        private final Optional<SSLContext> keys;

        FixedKeys(Optional<SSLContext> keys) {
            this.keys = keys;
        }

        @Override
        public SSLContext createContext() {
            return keys.orElseThrow(() -> new ProcessException("no such file"));
        }

        @Override
        public Optional<X509ExtendedKeyManager> createKeyManager() {
            return Optional.empty();
        }

        @Override
        public X509TrustManager createTrustManager() {
            throw new ProcessException("not asked for");
        }
    }
}
