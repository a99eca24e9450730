package io.btautomations.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A company's network: the receiver has a certificate of the company's own, and is reached through a proxy that asks
 * for a login. Both hosts get there by the same controller services of the same flow.
 */
@ExtendWith(RunningNiFi.class)
class NetworkServicesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PASSWORD = "changeit";

    private final Path folder = TestFiles.freshFolder("network-services");

    @Test
    void alertsReachAReceiverBehindTheProxy(NiFiServer nifi) throws Exception {
        SpanLog log = SpanLog.write(folder.resolve("spans.jsonl"), 100);
        KeyStore keys = keys();
        List<String> bodies = new CopyOnWriteArrayList<>();
        HttpsServer receiver = receiver(keys, bodies);
        String login = "Basic " + Base64.getEncoder().encodeToString("alice:hunter2".getBytes(StandardCharsets.UTF_8));
        try (TunnelProxy proxy = new TunnelProxy(login)) {
            FlowCopy flow = FlowCopy.onFiles("alert-webhook")
                    .withContext("Network services")
                    .withSecret("Proxy Password")
                    .withSecret("Store Password")
                    .withProperty("ScheduledBtqlQuery", "Start Position", "Beginning")
                    .withProperty("PostWebhookPayload", "Window Start", "2026-03-01T08:00:00.000Z")
                    .withProperty("PostWebhookPayload", "Window End", "2026-03-01T09:00:00.000Z")
                    .withService(
                            "PostWebhookPayload",
                            "Proxy Configuration Service",
                            "nifi-proxy-configuration-nar",
                            "org.apache.nifi.proxy.StandardProxyConfigurationService",
                            "org.apache.nifi.proxy.ProxyConfigurationService",
                            Map.of(
                                    "proxy-type",
                                    "HTTP",
                                    "proxy-server-host",
                                    "127.0.0.1",
                                    "proxy-server-port",
                                    String.valueOf(proxy.port()),
                                    "proxy-user-name",
                                    "alice",
                                    "proxy-user-password",
                                    "#{Proxy Password}"))
                    .withService(
                            "PostWebhookPayload",
                            "SSL Context Service",
                            "nifi-ssl-context-service-nar",
                            "org.apache.nifi.ssl.StandardSSLContextService",
                            "org.apache.nifi.ssl.SSLContextService",
                            Map.of(
                                    "Truststore Filename",
                                    trust(keys).toString(),
                                    "Truststore Type",
                                    "PKCS12",
                                    "Truststore Password",
                                    "#{Store Password}"));
            Map<String, String> parameters = new TreeMap<>();
            parameters.put("Log Paths", log.file().toString());
            parameters.put(
                    "Webhook URL",
                    "https://hooks.corp.example:" + receiver.getAddress().getPort() + "/hook");
            parameters.put("Allowed Hosts", "127.0.0.1, hooks.corp.example");
            parameters.put("Check Every", "1 sec");
            parameters.put("Proxy Password", "hunter2");
            parameters.put("Store Password", PASSWORD);

            String group = nifi.client().upload("Network services", flow.bytes());
            nifi.client().setParameters(group, parameters);
            nifi.client().enableServices(group);
            nifi.client().start(group);
            Eventually.holds("webhook from NiFi", PATIENCE, () -> !bodies.isEmpty());
            nifi.client().stop(group);
            StandaloneEngine.Result result =
                    new StandaloneEngine(TestFiles.freshFolder("network-services-engine")).runOnce(flow, parameters);

            assertThat(result.exitCode()).as(result.errors()).isZero();
            assertThat(bodies).hasSize(2);
            assertThat(bodies.get(0))
                    .contains("\"count\": " + log.matches() + ",")
                    .isEqualTo(withIdentityOf(bodies.get(0), bodies.get(1)));
            assertThat(proxy.heads())
                    .isNotEmpty()
                    .allSatisfy(head -> assertThat(head).startsWith("CONNECT hooks.corp.example:"));
        } finally {
            receiver.stop(0);
        }
    }

    /** The automation's id follows from the component's, which NiFi gives anew with each upload. */
    private static String withIdentityOf(String first, String second) {
        String id = "(\"id\": \"|aid=)[0-9a-f]{8}-[0-9a-f-]{27}";
        String ofFirst = first.replaceAll("(?s).*aid=([0-9a-f-]{36}).*", "$1");
        return second.replaceAll(id, "$1" + ofFirst);
    }

    private static HttpsServer receiver(KeyStore keys, List<String> bodies) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/hook", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private KeyStore keys() throws Exception {
        Path file = folder.resolve("keys.p12");
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "hooks",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=hooks",
                        "-ext",
                        "san=dns:hooks.corp.example",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private Path trust(KeyStore keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("hooks", keys.getCertificate("hooks"));
        Path file = folder.resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }
}
