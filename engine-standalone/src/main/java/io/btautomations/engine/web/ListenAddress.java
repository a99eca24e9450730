package io.btautomations.engine.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server is to listen, as a user writes it.
 *
 * @param host name or address
 * @param port 0 is any free one
 */
public record ListenAddress(String host, int port) {

    private static final Pattern FORM = Pattern.compile("(?:(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+):)?([0-9]{1,5})");
    private static final int LAST_PORT = 65_535;
    private static final String LOOPBACK = "127.0.0.1";

    /**
     * The address of {@code [HOST:]PORT}; without a host only this machine can reach it.
     *
     * @throws IllegalArgumentException if the text is of another form
     */
    public static ListenAddress parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > LAST_PORT) {
            throw new IllegalArgumentException(
                    "must be [HOST:]PORT with a port up to " + LAST_PORT + ", got '" + text + "'");
        }
        return new ListenAddress(
                Optional.ofNullable(matcher.group(1)).orElse(LOOPBACK), Integer.parseInt(matcher.group(2)));
    }

    /**
     * The address for the operating system.
     *
     * @throws UnknownHostException if there is no such host
     */
    public InetSocketAddress resolve() throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
