package io.btautomations.core.source;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.CompiledQuery;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.bind.Cursors;
import io.btautomations.btql.execute.QueryLimitException;
import io.btautomations.btql.execute.ResultRow;
import io.btautomations.btql.grammar.BtqlParser;
import io.btautomations.btql.row.RowBlocks;
import io.btautomations.btql.row.RowLimits;
import io.btautomations.btql.value.TextValue;
import io.btautomations.core.braintrust.Answer;
import io.btautomations.core.braintrust.ApiException;
import io.btautomations.core.braintrust.BraintrustApi;
import io.btautomations.core.braintrust.Question;
import io.btautomations.core.braintrust.RowTaker;
import io.btautomations.core.port.WallClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Braintrust's endpoint in memory: puts queries to a log by our own engine, and fails as it is told to. */
final class FakeBraintrust implements BraintrustApi {

    /** Most rows of an answer, whatever is asked. */
    static final int MOST_ROWS = 1000;

    /** What goes wrong with answers. */
    interface Trouble {

        /** An endpoint without trouble. */
        Trouble NONE = (question, rows) -> rows;

        /** The rows that are sent of those asked for; may fail after some of them by {@link Broken}. */
        List<String> send(String question, List<String> rows) throws ApiException, Broken;
    }

    /** An answer that fails after some rows. */
    static final class Broken extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient List<String> rows;
        private final ApiException failure;

        Broken(List<String> rows, ApiException failure) {
            this.rows = rows;
            this.failure = failure;
        }
    }

    private final LiveLog log;
    private final WallClock clock;
    private final List<String> questions = new ArrayList<>();
    private Trouble trouble = Trouble.NONE;
    private Optional<Answer.Freshness> freshness = Optional.empty();
    private boolean isOpen = true;

    FakeBraintrust(LiveLog log, WallClock serverClock) {
        this.log = log;
        this.clock = serverClock;
    }

    FakeBraintrust trouble(Trouble kind) {
        trouble = kind;
        return this;
    }

    FakeBraintrust freshness(Optional<Answer.Freshness> known) {
        freshness = known;
        return this;
    }

    /** What was asked, oldest first. */
    List<String> questions() {
        return List.copyOf(questions);
    }

    void forgetQuestions() {
        questions.clear();
    }

    boolean isOpen() {
        return isOpen;
    }

    @Override
    public Answer ask(Question question, RowTaker rows) throws ApiException {
        questions.add(question.query());
        Instant now = clock.now();
        Optional<String> cursor = Optional.empty();
        long sent = 0;
        try {
            List<ResultRow> result = new ArrayList<>();
            run(question.query(), now, result);
            List<String> texts = result.stream().map(ResultRow::toJson).toList();
            List<String> sending = trouble.send(question.query(), texts);
            for (String row : sending) {
                give(row, rows);
                sent++;
            }
            cursor = cursor(result);
        } catch (Broken e) {
            for (String row : e.rows) {
                give(row, rows);
            }
            throw e.failure;
        } catch (BtqlException e) {
            throw new ApiException("400: " + e.getMessage(), ApiException.Remedy.CHANGE, e);
        }
        return new Answer(sent, cursor, now.truncatedTo(ChronoUnit.SECONDS), freshness);
    }

    private void run(String text, Instant now, List<ResultRow> result) throws BtqlException {
        String rows = log.seen(now).stream().map(LiveLog.Version::json).collect(Collectors.joining("\n"));
        byte[] bytes = rows.getBytes(StandardCharsets.UTF_8);
        BtqlOptions options = BtqlOptions.of(() -> now);
        CompiledQuery query = Btql.query(text, options);
        requireSource(text);
        try {
            query.run(() -> RowBlocks.of(new ByteArrayInputStream(bytes), RowLimits.DEFAULT), row -> {
                if (result.size() < MOST_ROWS) {
                    result.add(row);
                }
            });
        } catch (IOException | QueryLimitException e) {
            throw new AssertionError(e);
        }
    }

    private static void requireSource(String text) throws BtqlException {
        Query query = new BtqlParser().parseQuery(text);
        if (query.from().isEmpty()) {
            throw new AssertionError("a query over HTTP needs a source: " + text);
        }
    }

    /** As Braintrust does: also behind a last page, if rows have keys. */
    private static Optional<String> cursor(List<ResultRow> rows) {
        if (rows.isEmpty() || !(rows.getLast().value("_pagination_key") instanceof TextValue key)) {
            return Optional.empty();
        }
        return Optional.of(Cursors.encode(Cursors.ofKey(key.text()).orElseThrow()));
    }

    private static void give(String row, RowTaker rows) throws ApiException {
        byte[] padded = ("##" + row + "##").getBytes(StandardCharsets.UTF_8);
        try {
            rows.take(padded, 2, padded.length - 2);
        } catch (IOException e) {
            throw new ApiException("taking a row failed", ApiException.Remedy.AGAIN, e);
        }
    }

    @Override
    public Optional<Project> project(String idOrName) {
        Project project = new Project("proj", "Chat", "org-1");
        return idOrName.equals("proj") || idOrName.equals("Chat") ? Optional.of(project) : Optional.empty();
    }

    @Override
    public List<Organization> organizations() {
        return List.of(new Organization("org-1", "Acme"));
    }

    @Override
    public void close() {
        isOpen = false;
    }
}
