package io.btautomations.core.http;

import io.btautomations.core.port.HttpTransport;
import io.btautomations.core.port.HttpTransports;
import java.net.InetAddress;
import java.util.List;

/**
 * HTTP for everyone: HTTP/1.1 and HTTP/2 by OkHttp, direct unless a proxy is named. Safe for use by several threads.
 */
public final class OkHttpTransports implements HttpTransports {

    private final Resolver resolver;

    /** Transports that look names up as the JVM does. */
    public OkHttpTransports() {
        this(host -> List.of(InetAddress.getAllByName(host)));
    }

    OkHttpTransports(Resolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public HttpTransport open(Options options) {
        return new OkHttpTransport(options, resolver);
    }
}
