package io.btautomations.engine.service;

import io.btautomations.core.port.HttpTransports;
import io.btautomations.core.port.Network;
import io.btautomations.core.port.ProxyServer;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What controller services lend to a component.
 *
 * @param proxy way out, if not direct
 * @param tls keys and trust, if not the JVM's
 */
public record LentServices(Optional<ProxyServer> proxy, Optional<SSLContext> tls) {

    /** Nothing. */
    public static final LentServices NONE = new LentServices(Optional.empty(), Optional.empty());

    /** A way out. */
    static LentServices of(ProxyServer proxy) {
        return new LentServices(Optional.of(proxy), Optional.empty());
    }

    /** Keys and trust. */
    static LentServices of(SSLContext tls) {
        return new LentServices(Optional.empty(), Optional.of(tls));
    }

    /** These and what {@code more} lends, which wins. */
    public LentServices and(LentServices more) {
        return new LentServices(more.proxy.or(() -> proxy), more.tls.or(() -> tls));
    }

    /** The way to others as these services have it. */
    public Network network() {
        return new Network(proxy, tls);
    }

    /** Transports as these services have it. */
    public HttpTransports http(HttpTransports transports) {
        return transports.through(proxy, tls);
    }
}
