package io.btautomations.engine.serve;

import io.btautomations.engine.web.AccessToken;
import io.btautomations.engine.web.LocalHosts;
import java.util.Locale;
import java.util.Optional;

/**
 * Who may ask. With a token: who shows it. Without one: who says that this machine is meant, which web pages of others
 * cannot make a browser do. Immutable.
 */
final class Access {

    private static final String BEARER = "bearer ";

    private final Optional<AccessToken> token;

    Access(Optional<AccessToken> token) {
        this.token = token;
    }

    /** @throws RequestFailure if the request is none that is answered */
    void check(Exchange exchange) throws RequestFailure {
        String host = exchange.header("Host").orElse("");
        Optional<String> named = LocalHosts.host(host);
        if (named.isEmpty()) {
            throw RequestFailure.malformed("the header Host should name a host");
        }
        if (token.isPresent()) {
            checkToken(exchange, token.get());
        } else if (!LocalHosts.isLocal(host)) {
            throw RequestFailure.forbidden("this server answers to " + LocalHosts.NAMES + " only, not to '"
                    + named.get() + "'; start it with a token to have it answer to other names");
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
