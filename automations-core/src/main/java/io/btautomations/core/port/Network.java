package io.btautomations.core.port;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What a host lends a component for its way to others.
 *
 * @param proxy way out, if not direct
 * @param tls keys and trust, if not the JVM's
 */
public record Network(Optional<ProxyServer> proxy, Optional<SSLContext> tls) {

    /** No proxy, and the JVM's keys and trust. */
    public static final Network DIRECT = new Network(Optional.empty(), Optional.empty());
}
