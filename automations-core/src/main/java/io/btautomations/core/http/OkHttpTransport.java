package io.btautomations.core.http;

import io.btautomations.core.port.HttpTransport;
import io.btautomations.core.port.HttpTransports.Options;
import io.btautomations.core.port.RefusedAddressException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** HTTP by OkHttp, with everything off that follows, repeats or remembers by itself. */
final class OkHttpTransport implements HttpTransport {

    private final OkHttpClient client;
    private final Optional<AddressGuard> guard;
    private final Options options;

    OkHttpTransport(Options options, Resolver resolver) {
        this.options = options;
        this.guard = options.guarded()
                ? Optional.of(new AddressGuard(
                        AllowedHosts.of(options.allowedHosts()), options.proxy().isPresent()))
                : Optional.empty();
        this.client = client(options, resolver, guard);
    }

    private static OkHttpClient client(Options options, Resolver resolver, Optional<AddressGuard> guard) {
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
                .proxy(options.proxy().orElse(Proxy.NO_PROXY));
        if (options.guarded()) {
            builder.connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS));
        }
        options.tls().ifPresent(tls -> builder.sslSocketFactory(tls.getSocketFactory(), new NoTrust()));
        return builder.build();
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
        try {
            return new OkHttpResponse(client.newCall(outgoing.build()).execute());
        } catch (CheckedDns.RefusedHostException e) {
            RefusedAddressException refused = new RefusedAddressException(String.valueOf(e.getMessage()));
            refused.initCause(e);
            throw refused;
        } catch (IOException e) {
            throw new IOException(explain(url.host(), e), e);
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    private void checkProxy() throws RefusedAddressException {
        if (options.proxy().isPresent()
                && options.proxy().get().address() instanceof InetSocketAddress proxy
                && proxy.getAddress() != null) {
            new AddressGuard(AllowedHosts.of(options.allowedHosts()), false)
                    .permitted(proxy.getHostString(), List.of(proxy.getAddress()));
        }
    }

    private static String explain(String host, IOException e) {
        String reason = String.valueOf(e.getMessage());
        return switch (e) {
            case UnknownHostException unknown -> reason;
            case InterruptedIOException timeout -> host + " did not answer in time";
            case ConnectException refused -> host + " refuses the connection, or cannot be reached";
            case SSLException tls -> host + " cannot be talked to by TLS: " + reason;
            default -> host + " broke the connection: " + reason;
        };
    }

    /** An answer of OkHttp. */
    private record OkHttpResponse(okhttp3.Response response) implements Response {

        @Override
        public int status() {
            return response.code();
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(response.header(name));
        }

        @Override
        public InputStream body() {
            return response.body().byteStream();
        }

        @Override
        public void close() {
            response.close();
        }
    }
}
