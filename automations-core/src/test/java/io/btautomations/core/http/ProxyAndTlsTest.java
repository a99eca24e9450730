package io.btautomations.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.btautomations.core.port.HttpTransport;
import io.btautomations.core.port.HttpTransport.Request;
import io.btautomations.core.port.HttpTransport.Response;
import io.btautomations.core.port.HttpTransports;
import io.btautomations.core.port.HttpTransports.Options;
import io.btautomations.core.port.ProxyServer;
import io.btautomations.core.port.ProxyServer.Credentials;
import io.btautomations.core.port.RefusedAddressException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that leave through a proxy, or with keys and trust of their own. */
class ProxyAndTlsTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Credentials ALICE = new Credentials("älice", "p:ss");
    private static final String LOGIN =
            "Basic " + Base64.getEncoder().encodeToString("älice:p:ss".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path directory;

    private final List<String> bodies = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private HttpServer plain;
    private SSLContext tls;
    private HttpsServer secure;

    @BeforeEach
    void start() throws Exception {
        tls = TestKeys.of(directory, "dns:hooks.internal,ip:127.0.0.1").context();
        plain = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        secure = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = tls.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        for (HttpServer server : List.of(plain, secure)) {
            server.createContext("/", exchange -> {
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.getRequestHeaders().keySet().forEach(headers::add);
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.start();
        }
    }

    @AfterEach
    void stop() throws Exception {
        plain.stop(0);
        secure.stop(0);
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private LoopbackProxy proxy(Optional<String> login) throws IOException {
        LoopbackProxy proxy = new LoopbackProxy(login);
        open.add(proxy);
        return proxy;
    }

    private static ProxyServer at(int port, Credentials... credentials) {
        return new ProxyServer("127.0.0.1", port, List.of(credentials).stream().findFirst());
    }

    /** Transports whose names exist behind the proxy only. */
    private HttpTransport transport(Optional<ProxyServer> way, Optional<SSLContext> keys, String... allowed) {
        HttpTransports transports = new OkHttpTransports(host -> {
                    throw new UnknownHostException(host);
                })
                .through(way, keys);
        HttpTransport transport = transports.open(new Options(LONG, LONG, LONG, List.of(allowed), true));
        open.add(transport);
        return transport;
    }

    private static int post(HttpTransport transport, String url) throws IOException {
        try (Response response = transport.send(new Request(
                "POST", URI.create(url), List.of(), Optional.of("told".getBytes(StandardCharsets.UTF_8))))) {
            return response.status();
        }
    }

    private String plainUrl() {
        return "http://hooks.internal:" + plain.getAddress().getPort() + "/secret";
    }

    private String secureUrl(String host) {
        return "https://" + host + ":" + secure.getAddress().getPort() + "/secret";
    }

    @Test
    void aPlainRequestIsAskedOfTheProxyAsItIs() throws IOException {
        LoopbackProxy proxy = proxy(Optional.empty());

        assertThat(post(
                        transport(Optional.of(at(proxy.port())), Optional.empty(), "127.0.0.1", "hooks.internal"),
                        plainUrl()))
                .isEqualTo(204);

        assertThat(bodies).containsExactly("told");
        assertThat(proxy.heads()).singleElement().asString().startsWith("POST " + plainUrl() + " HTTP/1.1\r\n");
    }

    @Test
    void aSecureRequestGoesThroughATunnelThatTheProxyCannotLookInto() throws IOException {
        LoopbackProxy proxy = proxy(Optional.of(LOGIN));

        HttpTransport transport =
                transport(Optional.of(at(proxy.port(), ALICE)), Optional.of(tls), "127.0.0.1", "hooks.internal");
        assertThat(post(transport, secureUrl("hooks.internal"))).isEqualTo(204);

        assertThat(bodies).containsExactly("told");
        assertThat(proxy.heads())
                .singleElement()
                .asString()
                .startsWith("CONNECT hooks.internal:" + secure.getAddress().getPort() + " HTTP/1.1\r\n")
                .doesNotContain("secret");
        assertThat(headers).noneMatch(name -> name.equalsIgnoreCase("Proxy-Authorization"));
    }

    @Test
    void theProxyLearnsWhoItsClientIs() throws IOException {
        LoopbackProxy proxy = proxy(Optional.of(LOGIN));

        HttpTransport transport =
                transport(Optional.of(at(proxy.port(), ALICE)), Optional.empty(), "127.0.0.1", "hooks.internal");
        assertThat(post(transport, plainUrl())).isEqualTo(204);

        assertThat(bodies).containsExactly("told");
    }

    @Test
    void aProxyThatDoesNotLetItsClientThroughSaysSoAndNoPasswordIsShown() throws IOException {
        LoopbackProxy proxy = proxy(Optional.of(LOGIN));
        ProxyServer wrong = at(proxy.port(), new Credentials("alice", "hunter2"));
        for (String url : List.of(plainUrl(), secureUrl("hooks.internal"))) {
            assertThatThrownBy(() ->
                            post(transport(Optional.of(wrong), Optional.of(tls), "127.0.0.1", "hooks.internal"), url))
                    .isInstanceOf(IOException.class)
                    .hasMessage("proxy 127.0.0.1:" + proxy.port() + " does not take this user name and password");
            assertThatThrownBy(() -> post(
                            transport(Optional.of(at(proxy.port())), Optional.of(tls), "127.0.0.1", "hooks.internal"),
                            url))
                    .hasMessage("proxy 127.0.0.1:" + proxy.port() + " asks for a user name and a password");
        }
        assertThat(bodies).isEmpty();
        assertThat(wrong.toString() + wrong.credentials()).doesNotContain("hunter2");
    }

    @Test
    void aProxyThatIsNotThereIsNamed() throws IOException {
        int closed;
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            closed = once.getLocalPort();
        }
        assertThatThrownBy(() -> post(
                        transport(Optional.of(at(closed)), Optional.empty(), "127.0.0.1", "hooks.internal"),
                        plainUrl()))
                .hasMessage("proxy 127.0.0.1:" + closed + " refuses the connection, or cannot be reached");
        ProxyServer nowhere = new ProxyServer("proxy.internal", 3128, Optional.empty());
        assertThatThrownBy(() -> post(transport(Optional.of(nowhere), Optional.empty(), "hooks.internal"), plainUrl()))
                .hasMessage("proxy.internal cannot be resolved");
    }

    @Test
    void aProxyInAPrivateNetworkMustBeAllowedHoweverItIsWritten() {
        for (String host : List.of("127.0.0.1", "127.1", "::1", "10.1.2.3")) {
            ProxyServer inside = new ProxyServer(host, 3128, Optional.empty());
            assertThatThrownBy(
                            () -> post(transport(Optional.of(inside), Optional.empty(), "hooks.internal"), plainUrl()))
                    .isInstanceOf(RefusedAddressException.class)
                    .hasMessageContaining(host);
        }
    }

    @Test
    void onlyTheGivenTrustReachesAServerOfOnesOwn() throws IOException {
        assertThat(post(transport(Optional.empty(), Optional.of(tls), "127.0.0.1"), secureUrl("127.0.0.1")))
                .isEqualTo(204);
        assertThat(bodies).containsExactly("told");
        assertThatThrownBy(
                        () -> post(transport(Optional.empty(), Optional.empty(), "127.0.0.1"), secureUrl("127.0.0.1")))
                .hasMessageStartingWith("127.0.0.1 cannot be talked to by TLS: ");
        assertThat(bodies).hasSize(1);
    }

    @Test
    void trustInACertificateIsNoTrustInItsNameForAnotherHost() throws IOException {
        LoopbackProxy proxy = proxy(Optional.empty());
        HttpTransport transport =
                transport(Optional.of(at(proxy.port())), Optional.of(tls), "127.0.0.1", "other.internal");

        assertThatThrownBy(() -> post(transport, secureUrl("other.internal")))
                .hasMessageContaining(
                        "other.internal through proxy 127.0.0.1:" + proxy.port() + " cannot be talked to by TLS: ");
        assertThat(bodies).isEmpty();
    }
}
