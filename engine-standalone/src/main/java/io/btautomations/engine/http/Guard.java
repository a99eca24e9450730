package io.btautomations.engine.http;

import io.btautomations.engine.web.AccessToken;
import io.btautomations.engine.web.LocalHosts;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whom the server obeys. With a token: who shows it. Without one: who says that this machine is meant, which web pages
 * of others cannot make a browser do. And what changes something must come from a page of ours. Immutable.
 */
final class Guard {

    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private final Optional<AccessToken> token;
    private final String pageSecret;

    /**
     * @param token what clients must show, if any
     * @param pageSecret what only our pages know
     */
    Guard(Optional<AccessToken> token, String pageSecret) {
        this.token = token;
        this.pageSecret = pageSecret;
    }

    /** What our pages send along with what changes something. */
    String pageSecret() {
        return pageSecret;
    }

    /** Refuses who means another server. */
    void checkHost(Request request) throws RequestFailure {
        String header = request.header("Host").orElse("");
        Optional<String> host = LocalHosts.host(header);
        if (host.isEmpty()) {
            throw new RequestFailure(400, "the header Host should name a host");
        }
        if (token.isEmpty() && !LocalHosts.isLocal(header)) {
            throw new RequestFailure(
                    421,
                    "this server answers to " + LocalHosts.NAMES + ", not to '" + host.get()
                            + "'; start it with --http-token to have it answer to other names");
        }
    }

    /** Refuses who has not the token. */
    void checkToken(Request request) throws RequestFailure {
        if (token.isPresent()) {
            String shown = shown(request.header("Authorization").orElse(""));
            if (shown.isEmpty() || !token.get().matches(shown)) {
                throw new RequestFailure(
                        401,
                        shown.isEmpty()
                                ? "this server wants its token: as 'Authorization: Bearer ...', or as a password"
                                : "this is not the server's token",
                        Map.of("WWW-Authenticate", "Basic realm=\"automations\", charset=\"UTF-8\""));
            }
        }
    }

    /** Refuses a change that a page of others may have had a browser ask for. */
    void checkOrigin(Request request) throws RequestFailure, IOException {
        String site = request.header("Sec-Fetch-Site").orElse("none");
        Optional<String> origin = request.header("Origin");
        if (!site.equals("same-origin") && !site.equals("none")) {
            throw foreign();
        }
        if (origin.isPresent() && !isOurs(origin.get(), request.header("Host").orElse(""))) {
            throw foreign();
        }
        if (token.isPresent() && startsWith(request.header("Authorization").orElse(""), BEARER)) {
            return;
        }
        Optional<String> secret = request.header("X-CSRF-Token");
        String sent = secret.isPresent() ? secret.get() : request.field("csrf").orElse("");
        if (!MessageDigest.isEqual(
                pageSecret.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8))) {
            throw new RequestFailure(
                    403, "the request does not come from a page of this engine's present process; reload the page");
        }
    }

    private static RequestFailure foreign() {
        return new RequestFailure(403, "the request comes from a page of another site");
    }

    private static boolean isOurs(String origin, String host) {
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The token that a client shows, as a bearer or as a password; empty if it shows none. */
    private static String shown(String authorization) {
        if (startsWith(authorization, BEARER)) {
            return authorization.substring(BEARER.length()).strip();
        }
        if (startsWith(authorization, BASIC)) {
            return password(authorization.substring(BASIC.length()).strip());
        }
        return "";
    }

    private static String password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean startsWith(String authorization, String scheme) {
        return authorization.toLowerCase(Locale.ROOT).startsWith(scheme);
    }
}
