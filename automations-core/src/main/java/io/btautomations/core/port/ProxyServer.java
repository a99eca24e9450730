package io.btautomations.core.port;

import java.util.Optional;

/**
 * An HTTP proxy: asked for http URLs as they are, and for a tunnel to https hosts.
 *
 * @param host name or address
 * @param port from 1 to 65535
 * @param credentials what the proxy knows its clients by, if by anything
 */
public record ProxyServer(String host, int port, Optional<Credentials> credentials) {

    /**
     * A user of the proxy.
     *
     * @param password a secret, never to be shown
     */
    public record Credentials(String user, String password) {

        @Override
        public String toString() {
            return user;
        }
    }

    /** The proxy for a person; no secret. */
    @Override
    public String toString() {
        return "proxy " + host + ":" + port;
    }
}
