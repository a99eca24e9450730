package io.btautomations.core.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Security Token Service with one role, whose keys the S3 server of the tests takes. */
public final class StsServer implements AutoCloseable {

    public static final String ROLE = "arn:aws:iam::123456789012:role/export";
    public static final String CALLER = "arn:aws:iam::999999999999:user/vendor";

    private final S3Server bucketServer;
    private final HttpServer server;
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private Optional<String> externalId;
    private Duration life = Duration.ofHours(1);
    private boolean plainErrors;

    /** @param externalId which the role asks for; empty to take any, or none */
    public StsServer(S3Server bucketServer, Optional<String> externalId) {
        this.bucketServer = bucketServer;
        this.externalId = externalId;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How long credentials are good from now on. */
    public void issueFor(Duration duration) {
        life = duration;
    }

    public void require(String id) {
        externalId = Optional.of(id);
    }

    /** Has refusals carry no error code, as some implementations answer. */
    public void refusePlainly() {
        plainErrors = true;
    }

    /** The parameters of the requests to assume the role. */
    public List<Map<String, String>> assumeRequests() {
        return requests.stream()
                .filter(request -> "AssumeRole".equals(request.get("Action")))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        requests.add(form);
        boolean known = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=" + S3Server.ACCESS_KEY + "/");
        boolean isCaller = "GetCallerIdentity".equals(form.get("Action"));
        if (!known) {
            send(exchange, 403, error("InvalidClientTokenId"));
        } else if (isCaller) {
            send(exchange, 200, caller());
        } else if (!ROLE.equals(form.get("RoleArn"))
                || !externalId.map(id -> id.equals(form.get("ExternalId"))).orElse(true)) {
            send(exchange, 403, plainErrors ? "" : error("AccessDenied"));
        } else {
            send(exchange, 200, credentials(form.get("RoleSessionName")));
        }
    }

    private String credentials(String session) {
        String key = "ASIA" + String.format("%016d", requests.size());
        String secret = "secret-" + key;
        bucketServer.admit(key, secret);
        return "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><AssumedRoleUser>"
                + "<AssumedRoleId>AROA:" + session
                + "</AssumedRoleId><Arn>arn:aws:sts::123456789012:assumed-role/export/"
                + session + "</Arn></AssumedRoleUser><Credentials><AccessKeyId>" + key
                + "</AccessKeyId><SecretAccessKey>"
                + secret + "</SecretAccessKey><SessionToken>token-" + key + "</SessionToken><Expiration>"
                + Instant.now().plus(life) + "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";
    }

    private static String caller() {
        return "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult><Arn>"
                + CALLER + "</Arn><UserId>U</UserId><Account>999999999999</Account></GetCallerIdentityResult>"
                + "</GetCallerIdentityResponse>";
    }

    private static String error(String code) {
        return "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>"
                + code + "</Code><Message>refused</Message></Error><RequestId>r</RequestId></ErrorResponse>";
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new TreeMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return form;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
