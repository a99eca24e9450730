package io.btautomations.engine.serve;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may ask. With a token: who shows it. Without one: who says that this machine is meant, which web pages of others
 * cannot make a browser do. Immutable.
 */
final class Access {

    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String BEARER = "bearer ";

    private final Optional<AccessToken> token;

    Access(Optional<AccessToken> token) {
        this.token = token;
    }

    /** @throws RequestFailure if the request is none that is answered */
    void check(Exchange exchange) throws RequestFailure {
        String host = exchange.header("Host").orElse("");
        Matcher matcher = HOST.matcher(host);
        if (!matcher.matches()) {
            throw RequestFailure.malformed("the header Host should name a host");
        }
        if (token.isPresent()) {
            checkToken(exchange, token.get());
        } else if (!LOOPBACK.contains(matcher.group(1).toLowerCase(Locale.ROOT))) {
            throw RequestFailure.forbidden("this server answers to localhost, 127.0.0.1 and [::1] only, not to '"
                    + matcher.group(1) + "'; start it with a token to have it answer to other names");
        }
    }

    private static void checkToken(Exchange exchange, AccessToken token) throws RequestFailure {
        String authorization = exchange.header("Authorization").orElse("");
        if (authorization.isEmpty()) {
            throw RequestFailure.unauthorized(
                    "the request has no API key: send the server's token as 'Authorization: Bearer ...'");
        }
        boolean isBearer = authorization.toLowerCase(Locale.ROOT).startsWith(BEARER);
        if (!isBearer || !token.matches(authorization.substring(BEARER.length()).strip())) {
            throw RequestFailure.unauthorized("the API key is not this server's token");
        }
    }
}
