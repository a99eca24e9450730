package io.btautomations.engine.web;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names by which a machine calls itself. A web page of others cannot make a browser send one of them as Host. */
public final class LocalHosts {

    /** For messages. */
    public static final String NAMES = "localhost, 127.0.0.1 and [::1]";

    private static final Set<String> KNOWN = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern HEADER = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?");

    private LocalHosts() {}

    /** The host that a Host header names; empty if it is no such header. */
    public static Optional<String> host(String header) {
        Matcher matcher = HEADER.matcher(header);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Whether a Host header means this machine, at whatever port: a tunnel has another one at its other end. */
    public static boolean isLocal(String header) {
        return host(header)
                .filter(host -> KNOWN.contains(host.toLowerCase(Locale.ROOT)))
                .isPresent();
    }
}
