package io.btautomations.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.btautomations.engine.demo.Templates;
import io.btautomations.engine.service.TestKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries by the controller services that a flow definition brings along. */
class ServicesInFlowsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();
    private final Map<String, String> parameters = new TreeMap<>();
    private Path flow = Path.of("");

    @BeforeEach
    void matchingRow() throws IOException {
        flow = Templates.ALERT_WEBHOOK.copyTo(folder);
        Path log = Files.writeString(
                folder.resolve("spans.jsonl"),
                "{\"id\":\"m\",\"created\":\"2026-01-01T00:00:00Z\",\"metadata\":{\"priority\":0},"
                        + "\"scores\":{\"Factuality\":0.1}}\n");
        parameters.put("Log Source", "Local Files");
        parameters.put("Log Paths", log.toString());
        parameters.put("Allowed Hosts", "127.0.0.1, hooks.internal");
    }

    @Test
    void aDeliveryGoesThroughTheProxy() throws IOException {
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        try (AutoStop running = start(proxy)) {
            parameters.put("Webhook URL", "http://hooks.internal/alerts");
            addService(
                    "Proxy Configuration Service",
                    "org.apache.nifi.proxy.StandardProxyConfigurationService",
                    Map.of(
                            "proxy-type",
                            "HTTP",
                            "proxy-server-host",
                            "127.0.0.1",
                            "proxy-server-port",
                            String.valueOf(running.port()),
                            "proxy-user-name",
                            "alice",
                            "proxy-user-password",
                            "#{Proxy Password}"));
            addSecret("Proxy Password", "hunter2");

            assertThat(automations("validate").text()).startsWith("ok: ");
            assertThat(asked).as("validating opens no connection").isEmpty();
            Invocation test = automations("test");
            assertThat(test.exitCode()).as(test.text() + test.err()).isZero();

            String login = Base64.getEncoder().encodeToString("alice:hunter2".getBytes(StandardCharsets.UTF_8));
            assertThat(asked).containsExactly("http://hooks.internal/alerts Basic " + login);
            assertThat(test.text() + test.err()).doesNotContain("hunter2");
        }
    }

    @Test
    void onlyTheTrustOfTheServiceReachesAServerOfOnesOwn() throws Exception {
        TestKeys keys = TestKeys.create(folder);
        keys.saveTrust(folder.resolve("trust.jks"), "JKS");
        HttpsServer receiver = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        receiver.setHttpsConfigurator(new HttpsConfigurator(keys.server()));
        try (AutoStop running = start(receiver)) {
            parameters.put("Webhook URL", "https://127.0.0.1:" + running.port() + "/own");

            Invocation untrusted = automations("test");
            assertThat(untrusted.exitCode()).isEqualTo(75);
            assertThat(untrusted.text()).contains("not delivered: 127.0.0.1 cannot be talked to by TLS: ");
            assertThat(asked).isEmpty();

            addService(
                    "SSL Context Service",
                    "org.apache.nifi.ssl.StandardSSLContextService",
                    Map.of(
                            "Truststore Filename",
                            folder.resolve("trust.jks").toString(),
                            "Truststore Type",
                            "JKS",
                            "Truststore Password",
                            "#{Store Password}"));
            addSecret("Store Password", TestKeys.PASSWORD);
            Invocation trusted = automations("test");
            assertThat(trusted.exitCode()).as(trusted.text() + trusted.err()).isZero();
            assertThat(asked).containsExactly("/own null");
        }
    }

    /** A server that is stopped in the end. */
    private record AutoStop(HttpServer server) implements AutoCloseable {

        int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private AutoStop start(HttpServer server) {
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return new AutoStop(server);
    }

    private Invocation automations(String command) throws IOException {
        Path file = folder.resolve("parameters.json");
        MAPPER.writeValue(file.toFile(), parameters);
        return Invocation.of(command, flow.toString(), "--parameters", file.toString());
    }

    private void addService(String property, String type, Map<String, String> properties) throws IOException {
        ObjectNode definition = read();
        ObjectNode group = definition.withObject("/flowContents");
        ObjectNode service = group.withArray("controllerServices").addObject();
        service.put("identifier", "lent").put("name", "Lent").put("type", type);
        properties.forEach(service.putObject("properties")::put);
        for (JsonNode processor : group.get("processors")) {
            if (processor.get("type").asText().endsWith(".PostWebhookPayload")) {
                ((ObjectNode) processor.get("properties")).put(property, "lent");
            }
        }
        MAPPER.writeValue(flow.toFile(), definition);
    }

    private void addSecret(String name, String value) throws IOException {
        ObjectNode definition = read();
        for (JsonNode context : definition.get("parameterContexts")) {
            ((ObjectNode) context)
                    .withArray("parameters")
                    .addObject()
                    .put("name", name)
                    .put("sensitive", true);
        }
        parameters.put(name, value);
        MAPPER.writeValue(flow.toFile(), definition);
    }

    private ObjectNode read() throws IOException {
        return (ObjectNode) MAPPER.readTree(flow.toFile());
    }
}
