package io.btautomations.core.braintrust;

import java.net.URI;
import java.util.Locale;

/** Who is talked to, for people: scheme and host of a URL, whose path and query may be secrets. */
record Peer(URI url) {

    boolean isEncrypted() {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    /** Whether the host is this machine by its name or address. */
    boolean isLoopback() {
        String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    @Override
    public String toString() {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port;
    }
}
