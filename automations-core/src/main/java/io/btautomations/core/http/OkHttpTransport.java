package io.btautomations.core.http;

import io.btautomations.core.port.HttpTransport;
import io.btautomations.core.port.HttpTransports.Options;
import io.btautomations.core.port.ProxyServer;
import io.btautomations.core.port.RefusedAddressException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** HTTP by OkHttp, with everything off that follows, repeats or remembers by itself. */
final class OkHttpTransport implements HttpTransport {

    private final OkHttpClient client;
    private final Optional<AddressGuard> guard;
    private final Options options;
    private final Optional<ProxyLogin> login;

    OkHttpTransport(Options options, Resolver resolver) {
        this.options = options;
        this.login = options.proxy().map(ProxyLogin::new);
        this.guard = options.guarded()
                ? Optional.of(new AddressGuard(
                        AllowedHosts.of(options.allowedHosts()), options.proxy().isPresent()))
                : Optional.empty();
        this.client = client(options, resolver, guard, login);
    }

    private static OkHttpClient client(
            Options options, Resolver resolver, Optional<AddressGuard> guard, Optional<ProxyLogin> login) {
        // The guard of a proxied transport admits targets by name only; the proxy itself is looked up and checked here.
        Optional<AddressGuard> lookups =
                guard.map(target -> new AddressGuard(AllowedHosts.of(options.allowedHosts()), false));
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectTimeout(options.connectTimeout())
                .readTimeout(options.readTimeout())
                .writeTimeout(options.readTimeout())
                .callTimeout(options.callTimeout())
                .followRedirects(false)
                .followSslRedirects(false)
                .dns(new CheckedDns(resolver, lookups, options.connectTimeout()))
                .proxy(options.proxy().map(OkHttpTransport::unresolved).orElse(Proxy.NO_PROXY));
        login.ifPresent(builder::proxyAuthenticator);
        if (options.guarded()) {
            builder.connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS));
        }
        options.tls().ifPresent(tls -> builder.sslSocketFactory(tls.getSocketFactory(), new NoTrust()));
        return builder.build();
    }

    /** The proxy by its name, so that it is looked up and checked for every connection. */
    private static Proxy unresolved(ProxyServer proxy) {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port()));
    }

    @Override
    public Response send(Request request) throws IOException {
        HttpUrl url = HttpUrl.parse(request.uri().toString());
        if (url == null) {
            throw new RefusedAddressException("the address is no http or https URL");
        }
        if (guard.isPresent()) {
            guard.get().checkTarget(url.host(), url.port());
            checkProxy();
        }
        okhttp3.Request.Builder outgoing = new okhttp3.Request.Builder().url(url);
        for (Header header : request.headers()) {
            outgoing.addHeader(header.name(), header.value());
        }
        outgoing.method(request.method(), request.body().map(OneShotBody::new).orElse(null));
        if (!url.isHttps()) {
            login.ifPresent(proxy -> proxy.addTo(outgoing));
        }
        try {
            return answer(url, client.newCall(outgoing.build()).execute());
        } catch (CheckedDns.RefusedHostException e) {
            RefusedAddressException refused = new RefusedAddressException(String.valueOf(e.getMessage()));
            refused.initCause(e);
            throw refused;
        } catch (ProxyLogin.RefusedLoginException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(explain(url.host(), e), e);
        }
    }

    /** The peer's answer; a proxy that asks who its client is answers in the peer's place. */
    private Response answer(HttpUrl url, okhttp3.Response response) throws IOException {
        if (login.isPresent() && !url.isHttps() && response.code() == ProxyLogin.UNKNOWN_CLIENT) {
            response.close();
            throw login.get().refusal();
        }
        return new OkHttpResponse(response);
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    /** Checks a proxy that is named by its address, which nothing looks up. */
    private void checkProxy() throws RefusedAddressException {
        if (options.proxy().isPresent()) {
            new AddressGuard(AllowedHosts.of(options.allowedHosts()), false)
                    .checkAddress(options.proxy().get().host());
        }
    }

    private String explain(String host, IOException e) {
        String reason = String.valueOf(e.getMessage());
        String peer = options.proxy().map(proxy -> host + " through " + proxy).orElse(host);
        return switch (e) {
            case UnknownHostException unknown -> reason;
            case InterruptedIOException timeout -> peer + " did not answer in time";
            case ConnectException refused ->
                options.proxy().map(ProxyServer::toString).orElse(host)
                        + " refuses the connection, or cannot be reached";
            case SSLException tls -> peer + " cannot be talked to by TLS: " + reason;
            default -> peer + " broke the connection: " + reason;
        };
    }

    /** An answer of OkHttp. */
    private record OkHttpResponse(okhttp3.Response response) implements Response {

        private static final Set<Protocol> FRAMED =
                EnumSet.of(Protocol.HTTP_2, Protocol.H2_PRIOR_KNOWLEDGE, Protocol.HTTP_3);

        @Override
        public int status() {
            return response.code();
        }

        @Override
        public Optional<String> header(String name) {
            return response.headers(name).stream().findFirst();
        }

        @Override
        public InputStream body() {
            return response.body().byteStream();
        }

        @Override
        public boolean delimited() {
            return FRAMED.contains(response.protocol())
                    || response.header("Content-Length") != null
                    || "chunked".equalsIgnoreCase(response.header("Transfer-Encoding"));
        }

        @Override
        public void close() {
            response.close();
        }
    }
}
