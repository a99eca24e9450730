package io.btautomations.core.source.live;

import io.btautomations.core.braintrust.Answer;
import io.btautomations.core.braintrust.ApiException;
import io.btautomations.core.braintrust.BtqlApi;
import io.btautomations.core.braintrust.Question;
import io.btautomations.core.braintrust.RowTaker;
import io.btautomations.core.source.log.RowOrderException;
import io.btautomations.core.source.log.StoppedException;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Braintrust's endpoint as a source asks it. For one thread. */
final class Endpoint {

    /** Failures in a row, without a row in between, after which a run is given up. */
    private static final int MOST_FAILURES = 5;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** Beyond this it is for the host to wait. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /**
     * A whole answer of moderate size.
     *
     * @param answer what came beside the rows
     * @param rows as they came
     */
    record Result(Answer answer, List<byte[]> rows) {}

    private final BtqlApi api;
    private final StepContext context;
    private int failures;
    private Instant serverTime = Instant.EPOCH;

    Endpoint(BtqlApi api, StepContext context) {
        this.api = api;
        this.context = context;
    }

    /**
     * Asks once.
     *
     * @throws ApiException if there is no whole answer
     * @throws StepException if rows could not be taken
     * @throws StoppedException if the user stopped the source
     */
    Answer ask(String query, RowTaker rows) throws ApiException, StepException, StoppedException {
        if (!context.isScheduled()) {
            throw new StoppedException();
        }
        List<IOException> failed = new ArrayList<>();
        RowTaker guarded = (bytes, from, to) -> {
            try {
                rows.take(bytes, from, to);
            } catch (IOException e) {
                failed.add(e);
                throw e;
            }
        };
        try {
            Answer answer = api.ask(new Question(query), guarded);
            failures = 0;
            serverTime = answer.serverTime();
            return answer;
        } catch (ApiException e) {
            if (failed.isEmpty()) {
                throw e;
            }
            throw untaken(failed.getFirst());
        }
    }

    /** The endpoint's time when it answered last. */
    Instant serverTime() {
        return serverTime;
    }

    /** Asks until there is a whole answer. */
    Result askWhole(String query) throws StepException, StoppedException {
        while (true) {
            List<byte[]> rows = new ArrayList<>();
            try {
                Answer answer = ask(query, (bytes, from, to) -> rows.add(Arrays.copyOfRange(bytes, from, to)));
                return new Result(answer, rows);
            } catch (ApiException e) {
                failed(e, false);
            }
        }
    }

    /**
     * Waits after a failure for as long as is worth it.
     *
     * @param hasMoved whether something was gained nevertheless
     * @throws StepException if it is not worth it
     * @throws StoppedException if the user stopped the source
     */
    void failed(ApiException e, boolean hasMoved) throws StepException, StoppedException {
        failures = hasMoved ? 1 : failures + 1;
        Optional<Duration> wanted = e.retryAfter();
        boolean isLong =
                wanted.filter(pause -> pause.compareTo(LONGEST_PAUSE) > 0).isPresent();
        if (e.remedy() != ApiException.Remedy.AGAIN || failures >= MOST_FAILURES || isLong) {
            failures = 0;
            throw asStepException(e);
        }
        Duration pause = wanted.orElseGet(() -> FIRST_PAUSE.multipliedBy(1L << (failures - 1)));
        if (!context.pause(pause)) {
            throw new StoppedException();
        }
    }

    /** The failure as one of the source. */
    static StepException asStepException(ApiException e) {
        return e.retryAfter()
                .map(pause -> new StepException(String.valueOf(e.getMessage()), pause))
                .orElseGet(() -> new StepException(String.valueOf(e.getMessage()), e));
    }

    private static StepException untaken(IOException e) {
        return e instanceof RowOrderException
                ? new StepException(String.valueOf(e.getMessage()), e)
                : new StepException("Rows cannot be written: " + e.getMessage(), e);
    }
}
