package io.btautomations.core.webhook;

import io.btautomations.core.http.RetryAfter;
import io.btautomations.core.port.HttpTransport;
import io.btautomations.core.port.HttpTransport.Header;
import io.btautomations.core.port.HttpTransport.Request;
import io.btautomations.core.port.HttpTransport.Response;
import io.btautomations.core.port.RefusedAddressException;
import io.btautomations.core.webhook.Outcome.Answer;
import io.btautomations.core.webhook.payload.Payload;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Posts a payload once and judges the answer. Safe for use by several threads. */
final class Attempt {

    private static final int MOST_ANSWER_BYTES = 1_024;
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final HttpTransport transport;

    Attempt(HttpTransport transport) {
        this.transport = transport;
    }

    Outcome post(Payload payload, List<Header> headers, Instant now) {
        Request request = new Request("POST", payload.target(), headers, Optional.of(payload.body()));
        try (Response response = transport.send(request)) {
            return judge(response, new Answer(response.status(), beginning(response)), now);
        } catch (RefusedAddressException e) {
            return new Outcome.Never(String.valueOf(e.getMessage()), Optional.empty());
        } catch (IOException e) {
            return new Outcome.Later(String.valueOf(e.getMessage()), Optional.empty(), Optional.empty());
        }
    }

    private static Outcome judge(Response response, Answer answer, Instant now) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return new Outcome.Delivered(answer);
        }
        String said = "the receiver answered " + status;
        if (status == 404 || status == 410) {
            return new Outcome.Gone(said, answer);
        }
        if (status >= 300 && status < 400) {
            return new Outcome.Never(
                    said + ", a redirect" + towards(response)
                            + ", and redirects are not followed; set the Webhook URL to" + " where it leads",
                    Optional.of(answer));
        }
        if (status >= 500 || PASSING.contains(status)) {
            Optional<Duration> asked = response.header("Retry-After").flatMap(text -> RetryAfter.parse(text, now));
            return new Outcome.Later(said, asked, Optional.of(answer));
        }
        String hint = status == 401 || status == 403 ? "; check the authentication and the Webhook URL" : "";
        return new Outcome.Never(said + ", which trying again does not change" + hint, Optional.of(answer));
    }

    private static String towards(Response response) {
        return response.header("Location")
                .flatMap(Attempt::host)
                .map(host -> " to " + host)
                .orElse("");
    }

    private static Optional<String> host(String location) {
        try {
            return Optional.ofNullable(URI.create(location).getHost());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The beginning of the body; what cannot be read of it does not change that there was an answer. */
    private static String beginning(Response response) {
        try {
            return new String(response.body().readNBytes(MOST_ANSWER_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
