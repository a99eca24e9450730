package io.btautomations.core.port;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Opens ways to talk HTTP. */
@FunctionalInterface
public interface HttpTransports {

    /** A transport with these options; the caller closes it. */
    HttpTransport open(Options options);

    /** Transports that leave through a proxy, and have keys and trust of their own, whatever their options say. */
    default HttpTransports through(Optional<ProxyServer> proxy, Optional<SSLContext> tls) {
        return options -> open(options.through(proxy, tls));
    }

    /**
     * How to talk.
     *
     * @param connectTimeout for the connection, TLS included
     * @param readTimeout for each wait for bytes
     * @param callTimeout for the whole exchange
     * @param allowedHosts host names, addresses or CIDR ranges that may be reached although they are private or
     *     loopback
     * @param guarded whether addresses are checked at all; a source on the user's own network is not guarded
     * @param proxy way out, if not direct
     * @param tls keys and trust, if not the JVM's
     */
    record Options(
            Duration connectTimeout,
            Duration readTimeout,
            Duration callTimeout,
            List<String> allowedHosts,
            boolean guarded,
            Optional<ProxyServer> proxy,
            Optional<SSLContext> tls) {
        public Options {
            allowedHosts = List.copyOf(allowedHosts);
        }

        /** Direct, with the JVM's keys and trust. */
        public Options(
                Duration connectTimeout,
                Duration readTimeout,
                Duration callTimeout,
                List<String> allowedHosts,
                boolean guarded) {
            this(connectTimeout, readTimeout, callTimeout, allowedHosts, guarded, Optional.empty(), Optional.empty());
        }

        private Options through(Optional<ProxyServer> way, Optional<SSLContext> keys) {
            return new Options(connectTimeout, readTimeout, callTimeout, allowedHosts, guarded, way, keys);
        }
    }
}
