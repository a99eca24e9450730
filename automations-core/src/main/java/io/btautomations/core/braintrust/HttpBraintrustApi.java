package io.btautomations.core.braintrust;

import com.fasterxml.jackson.databind.JsonNode;
import io.btautomations.core.braintrust.ApiException.Remedy;
import io.btautomations.core.braintrust.FailedAttemptException.Repeat;
import io.btautomations.core.port.HttpTransport;
import io.btautomations.core.port.HttpTransport.Request;
import io.btautomations.core.port.HttpTransport.Response;
import io.btautomations.core.port.HttpTransports;
import io.btautomations.core.port.RefusedAddressException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Braintrust's API by HTTP. */
final class HttpBraintrustApi implements BraintrustApi {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(15);

    private static final String UNSENT_NAME =
            "the organization's name cannot stand in a header, so the key alone tells which it is";

    private final ApiOptions options;
    private final Surroundings surroundings;
    private final Requests requests;
    private final Attempts attempts;
    private final Refusals refusals;
    private final Peer peer;
    private final HttpTransport transport;

    HttpBraintrustApi(ApiOptions options, Surroundings surroundings, RequestBudgets budgets) {
        this.options = options;
        this.surroundings = surroundings;
        this.requests = new Requests(options);
        this.attempts = new Attempts(options, budgets.of(options), surroundings);
        this.peer = new Peer(options.url());
        this.refusals = new Refusals(peer, options.key());
        Duration timeout = options.requestTimeout();
        this.transport = surroundings
                .http()
                .open(new HttpTransports.Options(
                        timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT,
                        timeout,
                        timeout,
                        List.of(),
                        false));
        options.organization()
                .filter(name -> !Requests.canBeNamed(name))
                .ifPresent(name -> surroundings.warnings().accept(UNSENT_NAME));
    }

    @Override
    public Answer ask(Question question, RowTaker rows) throws ApiException {
        Request request = requests.query(question);
        CountingTaker counting = new CountingTaker(rows);
        return attempts.until(() -> attempt(request, counting), () -> counting.count() == 0);
    }

    @Override
    public Optional<Project> project(String idOrName) throws ApiException {
        return listings().project(idOrName);
    }

    @Override
    public List<Organization> organizations() throws ApiException {
        return listings().organizations();
    }

    private Listings listings() {
        return new Listings(requests, this::list, peer);
    }

    @Override
    public void close() {
        transport.close();
    }

    private Answer attempt(Request request, CountingTaker rows) throws FailedAttemptException, ApiException {
        URI target;
        AnswerHead head;
        try (Response response = send(request, peer)) {
            Instant now = surroundings.clock().now();
            head = AnswerHead.of(response, now);
            if (response.status() == 200) {
                return read(response, head, peer, rows);
            }
            target = HandOver.target(request.uri(), response, options.handOver())
                    .orElseThrow(() -> refusals.of(response, now));
        }
        Peer store = new Peer(target);
        try (Response response = send(requests.handedOver(target), store)) {
            if (response.status() != 200) {
                throw HandOver.refused(store, response.status());
            }
            return read(response, head.with(AnswerHead.of(response, head.serverTime())), store, rows);
        }
    }

    private Response send(Request request, Peer to) throws FailedAttemptException {
        try {
            return transport.send(request);
        } catch (RefusedAddressException e) {
            throw new FailedAttemptException(
                    new ApiException(to + " cannot be asked: " + e.getMessage(), Remedy.CHANGE, e), Repeat.NEVER);
        } catch (IOException e) {
            throw new FailedAttemptException(
                    new ApiException(to + " cannot be asked: " + e.getMessage(), Remedy.AGAIN, e),
                    Repeat.SEVERAL_TIMES);
        }
    }

    private Answer read(Response response, AnswerHead head, Peer from, CountingTaker rows)
            throws FailedAttemptException, ApiException {
        if (ServerText.isPage(response.header("Content-Type").orElse(""))) {
            throw unreadable(from, UnreadableAnswerException.page());
        }
        if (options.wire() == ApiOptions.Wire.JSONL && !response.delimited()) {
            throw unreadable(
                    from,
                    UnreadableAnswerException.foreign("has neither a length nor chunks, so that its end cannot be told"
                            + " from a break; ask for json instead of jsonl"));
        }
        try {
            BodyBytes body = BodyBytes.of(response.body());
            Map<String, JsonNode> members =
                    new AnswerReader(body.content(), options.wire(), options.longestRow(), rows).read();
            body.requireEnd();
            Answer answer = head.answer(rows.count(), members);
            Warnings.in(members).forEach(text -> surroundings.warnings().accept(peer + " warns: " + text));
            return answer;
        } catch (CountingTaker.NotTakenException e) {
            throw new ApiException("the rows cannot be taken: " + e.getMessage(), Remedy.AGAIN, e.failure());
        } catch (UnreadableAnswerException e) {
            throw unreadable(from, e);
        } catch (IOException e) {
            throw brokenOff(from, e);
        }
    }

    private static FailedAttemptException brokenOff(Peer from, IOException e) {
        String what = e instanceof InterruptedIOException ? " did not come in time" : " broke off";
        return new FailedAttemptException(
                new ApiException("the answer of " + from + what, Remedy.AGAIN, e), Repeat.SEVERAL_TIMES);
    }

    private static FailedAttemptException unreadable(Peer from, UnreadableAnswerException e) {
        return new FailedAttemptException(
                new ApiException("the answer of " + from + " " + e.getMessage(), e.remedy(), e),
                e.remedy() == Remedy.AGAIN ? Repeat.SEVERAL_TIMES : Repeat.NEVER);
    }

    /** The whole body of a successful answer to a short request. */
    private JsonNode list(Request request) throws ApiException {
        return attempts.until(
                () -> {
                    try (Response response = send(request, peer)) {
                        if (response.status() != 200) {
                            throw refusals.of(response, surroundings.clock().now());
                        }
                        return Listings.read(response);
                    } catch (UnreadableAnswerException e) {
                        throw unreadable(peer, e);
                    } catch (IOException e) {
                        throw brokenOff(peer, e);
                    }
                },
                () -> true);
    }
}
