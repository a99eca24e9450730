package io.btautomations.core.http;

import io.btautomations.core.port.ProxyServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** Shows a proxy who its client is, unasked and once. Immutable. */
final class ProxyLogin implements Authenticator {

    static final int UNKNOWN_CLIENT = 407;
    /** The scheme of the challenge that OkHttp makes up before it asks for a tunnel. */
    private static final String NOT_YET_ASKED = "OkHttp-Preemptive";

    private static final String HEADER = "Proxy-Authorization";

    private final ProxyServer proxy;

    ProxyLogin(ProxyServer proxy) {
        this.proxy = proxy;
    }

    /** The header's value, if the proxy has a name and a password for us. */
    private Optional<String> header() {
        return proxy.credentials()
                .map(known -> Credentials.basic(known.user(), known.password(), StandardCharsets.UTF_8));
    }

    /** Adds to a request that the proxy itself reads; in a tunnel the peer would read it. */
    void addTo(Request.Builder request) {
        header().ifPresent(value -> request.header(HEADER, value));
    }

    /** The request for a tunnel, with the header; null for one without, before the proxy has asked for it. */
    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response challenge) throws IOException {
        boolean asked = challenge.challenges().stream()
                .noneMatch(scheme -> scheme.scheme().equalsIgnoreCase(NOT_YET_ASKED));
        Optional<String> header = header();
        if (asked && (header.isEmpty() || challenge.request().header(HEADER) != null)) {
            throw refusal();
        }
        return header.map(value ->
                        challenge.request().newBuilder().header(HEADER, value).build())
                .orElse(null);
    }

    /** What went wrong when the proxy answers that it does not know its client. */
    RefusedLoginException refusal() {
        return new RefusedLoginException(
                proxy.credentials().isPresent()
                        ? proxy + " does not take this user name and password"
                        : proxy + " asks for a user name and a password");
    }

    /** The proxy does not let its client through; the message is complete. */
    static final class RefusedLoginException extends IOException {

        private static final long serialVersionUID = 1L;

        private RefusedLoginException(String message) {
            super(message);
        }
    }
}
