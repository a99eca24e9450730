package io.btautomations.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.btautomations.core.port.HttpTransport;
import io.btautomations.core.port.HttpTransport.Header;
import io.btautomations.core.port.HttpTransport.Request;
import io.btautomations.core.port.HttpTransport.Response;
import io.btautomations.core.port.HttpTransports.Options;
import io.btautomations.core.port.ProxyServer;
import io.btautomations.core.port.RefusedAddressException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OkHttpTransportTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private HttpServer server;
    private int port;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            String path = exchange.getRequestURI().getPath();
            switch (path) {
                case "/redirect" -> {
                    exchange.getResponseHeaders().set("Location", "/");
                    exchange.sendResponseHeaders(307, -1);
                }
                case "/unavailable" -> {
                    exchange.getResponseHeaders().set("Retry-After", "0");
                    exchange.sendResponseHeaders(503, -1);
                }
                case "/echo" -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    exchange.getResponseHeaders()
                            .set(
                                    "X-Seen",
                                    String.join(
                                            ",", exchange.getRequestHeaders().get("X-Twice")));
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                }
                default -> exchange.sendResponseHeaders(204, -1);
            }
            exchange.close();
        });
        server.start();
        port = server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.stop(0);
    }

    private static Options options(boolean guarded, String... allowed) {
        return options(guarded, LONG, Optional.empty(), allowed);
    }

    private static Options options(boolean guarded, Duration timeout, Optional<ProxyServer> proxy, String... allowed) {
        return new Options(timeout, timeout, timeout, List.of(allowed), guarded, proxy, Optional.empty());
    }

    private static int post(HttpTransport transport, String url) throws IOException {
        try (Response response =
                transport.send(new Request("POST", URI.create(url), List.of(), Optional.of(new byte[] {1})))) {
            return response.status();
        }
    }

    @Test
    void requestsArriveAsTheyAreAndAnswersComeBack() throws IOException {
        try (HttpTransport transport = new OkHttpTransports().open(options(true, "127.0.0.1"));
                Response response = transport.send(new Request(
                        "POST",
                        URI.create("http://127.0.0.1:" + port + "/echo"),
                        List.of(new Header("X-Twice", "a"), new Header("X-Twice", "b")),
                        Optional.of("é".getBytes(StandardCharsets.UTF_8))))) {
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("x-seen")).contains("a,b");
            assertThat(response.header("x-none")).isEmpty();
            assertThat(new String(response.body().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("é");
        }
    }

    @ParameterizedTest
    @CsvSource({"/redirect, 307", "/unavailable, 503"})
    void nothingIsFollowedOrRepeated(String path, int status) throws IOException {
        try (HttpTransport transport = new OkHttpTransports().open(options(false))) {
            assertThat(post(transport, "http://127.0.0.1:" + port + path)).isEqualTo(status);
        }
        assertThat(requests).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[0:0:0:0:0:ffff:7f00:1]",
                "2130706433",
                "127.1",
                "0",
                "169.254.169.254",
                "[fd00:ec2::254]",
            })
    void noSpellingOfAPrivateAddressGetsThrough(String host) {
        try (HttpTransport transport = new OkHttpTransports().open(options(true))) {
            for (String url : List.of("http://" + host + ":" + port + "/", "http://" + host + "/")) {
                assertThatThrownBy(() -> post(transport, url)).isInstanceOf(IOException.class);
            }
            assertThat(requests).hasValue(0);
        }
    }

    /** None of these is looked up, and none of these ports is unusual: only their form gives them away. */
    @ParameterizedTest
    @ValueSource(strings = {"127.1", "2130706433", "0", "127.0.0.01", "[::1]", "[::ffff:7f00:1]"})
    void anAddressIsRefusedInWhicheverFormItStands(String host) {
        try (HttpTransport transport = new OkHttpTransports().open(options(true))) {
            assertThatThrownBy(() -> post(transport, "http://" + host + ":8080/"))
                    .isInstanceOf(RefusedAddressException.class);
        }
    }

    @Test
    void aNameIsRefusedByWhatItResolvesTo() {
        Resolver resolver = host -> List.of(InetAddress.getByName("10.0.0.5"));
        try (HttpTransport transport = new OkHttpTransports(resolver).open(options(true))) {
            assertThatThrownBy(() -> post(transport, "https://hooks.example.com/secret?token=x"))
                    .isInstanceOf(RefusedAddressException.class)
                    .hasMessage("hooks.example.com resolves to 10.0.0.5, which is not on the public internet; name it"
                            + " in Allowed Hosts if that is meant");
        }
    }

    @Test
    void aNameThatIsReboundIsJudgedByTheAddressThatIsConnectedTo() {
        Deque<String> answers = new ArrayDeque<>(List.of("192.0.2.1", "127.0.0.1"));
        AtomicInteger lookups = new AtomicInteger();
        Resolver rebinding = host -> {
            lookups.incrementAndGet();
            return List.of(InetAddress.getByName(answers.size() > 1 ? answers.remove() : answers.peek()));
        };
        // The first address passes because it is allowed; nothing answers there. The second must not be reached.
        Options options = options(true, Duration.ofMillis(200), Optional.empty(), "192.0.2.0/24");
        try (HttpTransport transport = new OkHttpTransports(rebinding).open(options)) {
            assertThatThrownBy(() -> post(transport, "http://rebind.example.com:8080/"))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(RefusedAddressException.class);
            assertThat(lookups).hasValue(1);
            assertThatThrownBy(() -> post(transport, "http://rebind.example.com:8080/"))
                    .isInstanceOf(RefusedAddressException.class)
                    .hasMessageContaining("127.0.0.1");
            assertThat(lookups).hasValue(2);
        }
        assertThat(requests).hasValue(0);
    }

    @Test
    void ofSeveralAddressesOnlyThePublicOnesAreConnectedTo() throws IOException {
        AddressGuard guard = new AddressGuard(AllowedHosts.of(List.of()), false);
        List<InetAddress> mixed = List.of(
                InetAddress.getByName("10.0.0.1"), InetAddress.getByName("1.1.1.1"), InetAddress.getByName("::1"));
        assertThat(guard.permitted("x", mixed)).containsExactly(InetAddress.getByName("1.1.1.1"));
    }

    @Test
    void anAllowedNameMayBePrivateAndOnAnyPort() throws IOException {
        Resolver resolver = host -> List.of(InetAddress.getByName("127.0.0.1"));
        try (HttpTransport transport = new OkHttpTransports(resolver).open(options(true, "alerts.local"))) {
            assertThat(post(transport, "http://ALERTS.local:" + port + "/")).isEqualTo(204);
        }
    }

    @Test
    void unusualPortsNeedToBeAllowed() {
        Resolver resolver = host -> List.of(InetAddress.getByName("1.1.1.1"));
        try (HttpTransport transport = new OkHttpTransports(resolver).open(options(true))) {
            assertThatThrownBy(() -> post(transport, "http://example.com:25/"))
                    .isInstanceOf(RefusedAddressException.class)
                    .hasMessage("example.com has the unusual port 25; name the host in Allowed Hosts if that is meant");
        }
    }

    @Test
    void throughAProxyOnlyAllowedHostsAreReachedAndTheProxyIsCheckedToo() throws IOException {
        ProxyServer proxy = new ProxyServer("127.0.0.1", port, Optional.empty());
        try (HttpTransport transport =
                new OkHttpTransports().open(options(true, LONG, Optional.of(proxy), "127.0.0.1"))) {
            assertThatThrownBy(() -> post(transport, "http://internal.example.com/"))
                    .isInstanceOf(RefusedAddressException.class)
                    .hasMessage(
                            "internal.example.com is not in Allowed Hosts, and what a proxy reaches cannot be checked");
        }
        try (HttpTransport transport =
                new OkHttpTransports().open(options(true, LONG, Optional.of(proxy), "internal.example.com"))) {
            assertThatThrownBy(() -> post(transport, "http://internal.example.com/"))
                    .isInstanceOf(RefusedAddressException.class)
                    .hasMessageContaining("127.0.0.1");
        }
        assertThat(requests).hasValue(0);
        try (HttpTransport transport = new OkHttpTransports()
                .open(options(true, LONG, Optional.of(proxy), "internal.example.com", "127.0.0.1"))) {
            assertThat(post(transport, "http://internal.example.com/")).isEqualTo(204);
        }
        assertThat(requests).hasValue(1);
    }

    @Test
    void aNameThatDoesNotResolveInTimeIsGivenUp() {
        Resolver hanging = host -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new UnknownHostException("interrupted");
            }
            return List.of();
        };
        Options options = options(false, Duration.ofMillis(100), Optional.empty());
        try (HttpTransport transport = new OkHttpTransports(hanging).open(options)) {
            assertThatThrownBy(() -> post(transport, "http://slow.example.com/"))
                    .hasMessageMatching("slow.example.com (was not resolved|did not answer) in time");
        }
    }

    @Test
    void aReceiverThatTricklesIsCutOff() throws Exception {
        try (ServerSocket trickling = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                HttpTransport transport = new OkHttpTransports()
                        .open(new Options(LONG, LONG, Duration.ofMillis(300), List.of(), false))) {
            Thread peer = Thread.ofVirtual().start(() -> trickle(trickling));
            String url = "http://127.0.0.1:" + trickling.getLocalPort() + "/secret";
            assertThatThrownBy(() -> post(transport, url))
                    .isInstanceOf(IOException.class)
                    .hasMessage("127.0.0.1 did not answer in time");
            released.countDown();
            peer.join();
        }
    }

    private void trickle(ServerSocket listening) {
        try (Socket socket = listening.accept();
                OutputStream out = socket.getOutputStream()) {
            out.write("HTTP/1.1 200 OK\r\nX-".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            released.await();
        } catch (IOException | InterruptedException e) {
            // The other side has gone, which is what the test is about.
        }
    }

    @Test
    void failuresNameTheHostAndNoMore() throws IOException {
        int closed;
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            closed = once.getLocalPort();
        }
        try (HttpTransport transport = new OkHttpTransports(host -> {
                    throw new UnknownHostException(host);
                })
                .open(options(false))) {
            assertThatThrownBy(() -> post(transport, "http://127.0.0.1:" + closed + "/secret?token=x"))
                    .hasMessage("127.0.0.1 refuses the connection, or cannot be reached");
            assertThatThrownBy(() -> post(transport, "http://nowhere.example.com/secret?token=x"))
                    .hasMessage("nowhere.example.com cannot be resolved");
        }
    }

    @Test
    void aPeerThatDoesNotSpeakTlsIsNamedAndNoMore() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                HttpTransport transport = new OkHttpTransports().open(options(false))) {
            Thread peer = Thread.ofVirtual().start(() -> answerPlainly(plain));
            assertThatThrownBy(() -> post(transport, "https://127.0.0.1:" + plain.getLocalPort() + "/secret?token=x"))
                    .hasMessageStartingWith("127.0.0.1 cannot be talked to by TLS")
                    .hasMessageNotContainingAny("secret", "token");
            peer.join();
        }
    }

    private static void answerPlainly(ServerSocket listening) {
        try (Socket socket = listening.accept();
                OutputStream out = socket.getOutputStream()) {
            socket.getInputStream().read(new byte[16]);
            out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // The other side has gone, which is what the test is about.
        }
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: 2, true", "Transfer-Encoding: chunked, true", "X-Nothing: 0, false"})
    void theFirstOfSeveralHeadersCountsAndAnEndWithoutAMarkIsKnown(String length, boolean delimited) throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                HttpTransport transport = new OkHttpTransports().open(options(false))) {
            Thread peer = Thread.ofVirtual().start(() -> answerTwice(listening, length));
            try (Response response = transport.send(new Request(
                    "GET", URI.create("http://127.0.0.1:" + listening.getLocalPort()), List.of(), Optional.empty()))) {
                assertThat(response.header("X-Twice")).contains("first");
                assertThat(response.delimited()).isEqualTo(delimited);
            }
            peer.join();
        }
    }

    private static void answerTwice(ServerSocket listening, String length) {
        try (Socket socket = listening.accept();
                OutputStream out = socket.getOutputStream()) {
            socket.getInputStream().read(new byte[1024]);
            String head = "HTTP/1.1 200 OK\r\nX-Twice: first\r\nX-Twice: second\r\n" + length + "\r\n\r\n";
            out.write((head + "2\r\n{}\r\n0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // The other side has gone, which is what the test is about.
        }
    }
}
