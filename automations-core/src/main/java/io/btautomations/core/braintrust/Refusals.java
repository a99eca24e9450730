package io.btautomations.core.braintrust;

import io.btautomations.core.braintrust.ApiException.Remedy;
import io.btautomations.core.braintrust.FailedAttemptException.Repeat;
import io.btautomations.core.http.RetryAfter;
import io.btautomations.core.port.HttpTransport.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Explains statuses other than success: what was refused, and what to do. Immutable. */
final class Refusals {

    private static final String PASSING_CRASH = "memory access out of bounds";

    private final Peer peer;
    private final String key;

    /** @param key never to be shown */
    Refusals(Peer peer, String key) {
        this.peer = peer;
        this.key = key;
    }

    /** What the response means, whose body is read. */
    FailedAttemptException of(Response response, Instant now) {
        ServerText text = ServerText.of(response).without(key);
        Optional<Duration> retryAfter = response.header("Retry-After").flatMap(value -> RetryAfter.parse(value, now));
        int status = response.status();
        return switch (status) {
            case 400 ->
                text.message().contains(PASSING_CRASH)
                        ? failure(
                                peer + " crashes over the query (400)" + said(text),
                                Remedy.CHANGE,
                                Repeat.SEVERAL_TIMES)
                        : change(peer + " refuses the query (400)" + said(text));
            case 401 ->
                change(peer + " does not take the key (401)" + said(text)
                        + "; set API Key to a valid one, from Settings > API keys in Braintrust, and API URL to the"
                        + " data plane of its organization");
            case 403 ->
                change(peer + " denies access (403)" + said(text)
                        + "; check that the key may read the project, that Organization Name is the key's, and give"
                        + " the project by its id instead of its name");
            case 404 ->
                change(peer + " finds nothing there (404)" + said(text)
                        + "; check API URL with its path, if it has one, and the project's id");
            case 407 -> change("a proxy before " + peer + " asks for a user name and a password (407)");
            case 408, 504 ->
                failure(
                        peer + " gave the query up because it took too long (" + status + ")" + said(text)
                                + "; ask for fewer rows or a narrower filter",
                        Remedy.FEWER_ROWS,
                        Repeat.ONCE);
            case 413 ->
                failure(
                        peer + " finds its answer too large (413)" + said(text) + "; ask for fewer rows or fields",
                        Remedy.FEWER_ROWS,
                        Repeat.NEVER);
            case 421 -> change(peer + " does not hold this organization's data (421); " + whereTo(text));
            case 429 -> tooMany(text, retryAfter);
            case 500 ->
                failure(peer + " failed (500)" + said(text) + "; fewer rows may help", Remedy.FEWER_ROWS, Repeat.ONCE);
            default -> other(status, response, text, retryAfter);
        };
    }

    private FailedAttemptException other(
            int status, Response response, ServerText text, Optional<Duration> retryAfter) {
        if (status >= 500) {
            String message = peer + " is not available (" + status + ")" + said(text);
            ApiException explained = retryAfter
                    .map(wait -> new ApiException(message, wait))
                    .orElseGet(() -> new ApiException(message, Remedy.AGAIN));
            return new FailedAttemptException(explained, Repeat.SEVERAL_TIMES, retryAfter);
        }
        if (status >= 300 && status < 400) {
            String target = response.header("Location")
                    .flatMap(Refusals::origin)
                    .map(origin -> " to " + origin)
                    .orElse("");
            return change(peer + " redirects" + target + " (" + status
                    + "), which is not followed; set API URL to the data plane itself");
        }
        return change(peer + " answers " + status + " instead of rows" + said(text) + "; check API URL");
    }

    private FailedAttemptException tooMany(ServerText text, Optional<Duration> retryAfter) {
        String message = peer + " allows no more requests for now (429)" + said(text);
        ApiException explained = retryAfter
                .map(wait -> new ApiException(message, wait))
                .orElseGet(() -> new ApiException(message, Remedy.AGAIN));
        return new FailedAttemptException(explained, Repeat.WHEN_ALLOWED, retryAfter);
    }

    private static String whereTo(ServerText text) {
        return text.redirect()
                .flatMap(Refusals::origin)
                .map(origin -> "set API URL to " + origin)
                .orElse("set API URL to the data plane of its region, from Settings > Data plane in Braintrust");
    }

    private static String said(ServerText text) {
        if (text.isPage()) {
            return " with a web page, so perhaps a proxy or a firewall answered in its place";
        }
        String what = text.message().isEmpty() ? text.code() : text.message();
        return what.isEmpty() ? "" : ": " + withoutEnd(what);
    }

    private static String withoutEnd(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** Scheme and host of a URL. */
    private static Optional<String> origin(String url) {
        try {
            URI uri = URI.create(url.strip());
            return uri.getHost() == null ? Optional.empty() : Optional.of(new Peer(uri).toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static FailedAttemptException change(String message) {
        return failure(message, Remedy.CHANGE, Repeat.NEVER);
    }

    private static FailedAttemptException failure(String message, Remedy remedy, Repeat repeat) {
        return new FailedAttemptException(new ApiException(message, remedy), repeat);
    }
}
