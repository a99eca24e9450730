package io.btautomations.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.braintrust.ApiException;
import io.btautomations.core.braintrust.TransactionId;
import io.btautomations.core.setting.SettingProblem;
import io.btautomations.core.source.setting.BraintrustSettings;
import io.btautomations.core.source.setting.DataSettings;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.Progress;
import io.btautomations.core.testkit.MemoryItem;
import io.btautomations.core.testkit.StepHarness;
import io.btautomations.core.testkit.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces, queries of users, and what happens when something else is asked. */
class BraintrustQueriesTest {

    private static final Instant START = VirtualClock.START;

    private final LiveLog log = new LiveLog();
    private StepHarness host;
    private FakeBraintrust api;

    @BeforeEach
    void open() {
        host = StepHarness.of(ScheduledBtqlQueryStep.describe(context -> api));
        api = new FakeBraintrust(log, host.clock());
        host.set(SourceSettings.LOG_SOURCE, "Braintrust API")
                .set(BraintrustSettings.API_KEY, "sk-secret")
                .set(SourceSettings.PROJECT_ID, "proj")
                .set(SourceSettings.START_POSITION, "Beginning");
    }

    private void write(int from, int to, Instant now) {
        IntStream.rangeClosed(from, to)
                .forEach(id -> log.write("r" + id, "t" + id % 3, "\"n\":" + id, now, Duration.ZERO));
    }

    private List<String> delivered() {
        return Deliveries.of(host.output(ScheduledBtqlQueryStep.SUCCESS)).rows();
    }

    private void custom(String query) {
        host.set(DataSettings.DATA, "Custom BTQL").set(DataSettings.QUERY, query);
    }

    @Test
    void aTraceIsSentOnceItRests() throws Exception {
        host.set(DataSettings.DATA, "Traces");
        log.write("a", "a", "", START.minusSeconds(100), Duration.ZERO);
        log.write("b", "b", "", START.minusSeconds(100), Duration.ZERO);
        log.write("b2", "b", "", START.minusSeconds(80), Duration.ZERO);
        host.trigger();
        assertThat(delivered()).hasSize(1).allMatch(row -> row.contains("\"root_span_id\":\"a\""));
        assertThat(host.output(ScheduledBtqlQueryStep.SUCCESS).getFirst().get(Attributes.WINDOW_END))
                .isEqualTo("2026-01-02T03:02:35.000Z");
        host.clock().advance(Duration.ofSeconds(30));
        host.trigger();
        assertThat(delivered()).hasSize(2);
        log.write("a2", "a", "\"metadata\":{\"late\":true}", host.clock().now(), Duration.ZERO);
        host.clock().advance(Duration.ofSeconds(100));
        host.trigger();
        assertThat(delivered()).hasSize(3);
        assertThat(delivered().getLast()).contains("\"root_span_id\":\"a\"");
    }

    @Test
    void aFilterHoldsForATraceThatHasASpanForWhichItHolds() throws Exception {
        write(1, 9, START.minusSeconds(200));
        host.set(DataSettings.DATA, "Traces").set(DataSettings.FILTER, "any_span(n = 4) AND any_span(n = 7)");
        host.trigger();
        assertThat(delivered()).hasSize(1).allMatch(row -> row.contains("\"root_span_id\":\"t1\""));
        host.set(DataSettings.TRACE_ROWS, "Spans")
                .set(DataSettings.FILTER, "n = 4")
                .set(DataSettings.ON_QUERY_CHANGE, "Keep")
                .restart();
        host.state().overwrite(Map.of());
        host.takeOutput(ScheduledBtqlQueryStep.SUCCESS);
        host.trigger();
        assertThat(delivered()).hasSize(3).allMatch(row -> row.contains("\"root_span_id\":\"t1\""));
    }

    @Test
    void aTraceThatIsUpdatedWhileItIsReadIsSentAsItWas() throws Exception {
        host.set(DataSettings.DATA, "Traces").set(DataSettings.TRACE_ROWS, "Spans");
        log.write("a", "a", "", START.minusSeconds(300), Duration.ZERO);
        log.write("a2", "a", "", START.minusSeconds(299), Duration.ZERO);
        api.trouble((question, rows) -> {
            if (question.contains("filter: root_span_id IN ['a'] AND _pagination_key >=")) {
                log.write("a2", "a", "\"n\":2", host.clock().now(), Duration.ZERO);
            }
            return rows;
        });
        host.trigger();
        assertThat(delivered()).hasSize(2);
        api.trouble((question, rows) -> {
            if (question.startsWith("select: *")) {
                log.write("a", "a", "\"n\":3", host.clock().now(), Duration.ZERO);
            }
            return rows;
        });
        host.clock().advance(Duration.ofSeconds(100));
        host.trigger();
        assertThat(delivered()).hasSize(2);
        api.trouble(FakeBraintrust.Trouble.NONE);
        host.clock().advance(Duration.ofSeconds(100));
        api.forgetQuestions();
        host.trigger();
        assertThat(delivered())
                .as(api.questions() + " " + host.state().entries())
                .hasSize(4);
    }

    @Test
    void tracesAreReadInPortions() throws Exception {
        for (int trace = 0; trace < 25; trace++) {
            log.write("r" + trace, "t" + trace, "", START.minusSeconds(300 - trace), Duration.ZERO);
            log.write("s" + trace, "t" + trace, "", START.minusSeconds(200 - trace), Duration.ZERO);
        }
        host.set(DataSettings.DATA, "Traces")
                .set(BraintrustSettings.PAGE_SIZE, "4")
                .set(BraintrustSettings.MAX_RUN_PAGES, "6")
                .set(SourceSettings.ROWS_PER_FLOWFILE, "6");
        host.triggerUntilIdle(20);
        List<MemoryItem> items = host.output(ScheduledBtqlQueryStep.SUCCESS);
        Deliveries.of(items).requireContiguousWindows();
        assertThat(items.getFirst().get(Attributes.CATCHING_UP)).isEqualTo("true");
        assertThat(items.getLast().get(Attributes.CATCHING_UP)).isEqualTo("false");
        assertThat(delivered()).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void tooManyTracesAtATimeAreLookedForInShorterRanges() throws Exception {
        for (int trace = 0; trace < 40; trace++) {
            log.write("r" + trace, "t" + trace, "", START.minusSeconds(3000 - 10 * trace), Duration.ZERO);
        }
        host.set(DataSettings.DATA, "Traces");
        api.trouble((question, rows) -> {
            if (rows.size() > 3) {
                throw new ApiException("504: too long", ApiException.Remedy.FEWER_ROWS);
            }
            return rows;
        });
        host.set(SourceSettings.START_POSITION, "Time")
                .set(DataSettings.START_TIME, START.minusSeconds(3600).toString());
        host.triggerUntilIdle(20);
        assertThat(delivered()).hasSize(40).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            select: id, n, root_span_id as t                          ~ {"id":"r2","n":2,"t":"t2"}
            select: id, _pagination_key as k, n | filter: n > 1       ~ {"id":"r2","k":"K","n":2}
            select: n + 1 as more | from: experiment('proj')          ~ {"more":3}
            SELECT n, id FROM project_logs('proj') WHERE n > 1        ~ {"id":"r2","n":2}
            """)
    void rowQueriesAreContinuedWithoutAddingAColumn(String query, String newest) throws Exception {
        write(1, 2, START.minusSeconds(100));
        custom(query);
        host.set(BraintrustSettings.PAGE_SIZE, "1");
        host.trigger();
        write(3, 3, START.minusSeconds(30));
        host.clock().advance(Duration.ofSeconds(60));
        host.trigger();
        List<String> rows =
                delivered().stream().map(row -> row.replaceAll("p\\d{20}", "K")).toList();
        assertThat(rows).contains(newest);
        assertThat(rows).last().asString().doesNotContain("_pagination_key");
    }

    @Test
    void allFieldsKeepTheKey() throws Exception {
        write(1, 1, START.minusSeconds(100));
        custom("select: * | filter: n >= 1");
        host.trigger();
        assertThat(delivered()).hasSize(1).allMatch(row -> row.contains("_pagination_key"));
    }

    @Test
    void groupsAreMadeOnceARunOfWhatIsNew() throws Exception {
        write(1, 6, START.minusSeconds(100));
        custom("dimensions: root_span_id as t | measures: count(1) as c | sort: t");
        assertThat(host.trigger()).isEqualTo(Progress.DONE);
        assertThat(delivered())
                .containsExactly("{\"c\":2,\"t\":\"t0\"}", "{\"c\":2,\"t\":\"t1\"}", "{\"c\":2,\"t\":\"t2\"}");
        write(7, 7, START);
        host.clock().advance(Duration.ofSeconds(61));
        host.trigger();
        assertThat(delivered()).hasSize(4).last().isEqualTo("{\"c\":1,\"t\":\"t1\"}");
        Deliveries.of(host.output(ScheduledBtqlQueryStep.SUCCESS)).requireContiguousWindows();
    }

    @Test
    void groupsOfGroupsAreMadeOfTheInnermostRange() throws Exception {
        write(1, 6, START.minusSeconds(100));
        custom("SELECT max(c) AS most FROM (SELECT root_span_id, count(1) AS c FROM project_logs('proj') "
                + "WHERE n > 1 GROUP BY root_span_id) t");
        host.trigger();
        String from = "p00000000000000000000";
        String to = TransactionId.firstOf(START.minusSeconds(60)).firstKey().toString();
        assertThat(api.questions().getLast())
                .isEqualTo("SELECT max(c) AS most FROM (SELECT root_span_id, count(1) AS c FROM project_logs('proj') "
                        + "WHERE _pagination_key >= '" + from + "' AND _pagination_key < '" + to
                        + "' AND n > 1 GROUP BY root_span_id) AS t LIMIT 1000");
        assertThat(delivered()).containsExactly("{\"most\":2}");
    }

    @Test
    void moreGroupsThanTheEndpointGivesAreAnError() {
        for (int row = 0; row < 1001; row++) {
            log.write("r" + row, "t" + row, "", START.minusSeconds(100), Duration.ZERO);
        }
        custom("dimensions: id | measures: count(1)");
        assertThatThrownBy(() -> host.trigger())
                .hasMessage("The query has more groups than the 1000 that the endpoint gives: say by a limit how many "
                        + "are wanted, or ask for fewer");
    }

    @Test
    void aSnapshotIsTheWholeResultEachRun() throws Exception {
        write(1, 5, START);
        custom("select: n | from: project_logs('proj')");
        host.set(DataSettings.QUERY_MODE, "Snapshot").set(BraintrustSettings.PAGE_SIZE, "2");
        api = new FakeBraintrust(log, host.clock());
        host.trigger();
        MemoryItem item = host.output(ScheduledBtqlQueryStep.SUCCESS).getFirst();
        assertThat(item.attributes())
                .containsEntry("btql.snapshot", "true")
                .containsEntry("btql.cursor.start", "00000000000000000001");
        write(6, 6, START);
        host.clock().advance(Duration.ofMinutes(1));
        host.trigger();
        Deliveries.of(host.output(ScheduledBtqlQueryStep.SUCCESS)).requireContiguousRuns();
    }

    @Test
    void aSnapshotOfAllFieldsFollowsTheEndpointsCursor() throws Exception {
        write(1, 5, START);
        custom("select: * | limit: 4");
        host.set(DataSettings.QUERY_MODE, "Snapshot").set(BraintrustSettings.PAGE_SIZE, "3");
        host.trigger();
        assertThat(delivered()).hasSize(4).doesNotHaveDuplicates();
        assertThat(api.questions().getLast()).contains(" | limit: 1 | cursor: '");
    }

    @Test
    void aSnapshotThatIsCutIsAnError() {
        for (int row = 0; row < 1001; row++) {
            log.write("r" + row, "t" + row, "\"n\":" + row, START, Duration.ZERO);
        }
        custom("select: id | sort: n");
        host.set(DataSettings.QUERY_MODE, "Snapshot");
        assertThatThrownBy(() -> host.trigger())
                .hasMessage("The result has more rows than the 1000 that the endpoint gives of such a query: say by a "
                        + "limit how many are wanted, or ask for fewer");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            select: id | limit: 10 ~ SRC-205 error: all rows of a run are read, no limit applies (line 1, column 14) ~ ^^^^^^^^^
            select: 'limit: 3' as a | limit : 7 ~ SRC-205 error: all rows of a run are read, no limit applies (line 1, column 27) ~ ^^^^^^^^^
            SELECT id FROM project_logs('p') LIMIT 5 ~ SRC-205 error: all rows of a run are read, no limit applies (line 1, column 34) ~ ^^^^^^^
            select: id | sort: created desc ~ SRC-204 error: rows are read in the order of the log, not sorted (line 1, column 20) ~ ^^^^^^^^^^^^
            select: id | cursor: 'agO8JAMxAAA' ~ SRC-206 error: the checkpoint says where a run begins, no cursor does (line 1, column 14) ~ ^^^^^^
            select: id | from: project_logs('p') summary ~ SRC-202 error: the shape summary cannot be read from where the last run ended (line 1, column 20) ~ ^^^
            select: id as _pagination_key ~ SRC-203 error: the name _pagination_key is taken: rows are read in the order of the field of that name (line 1, column 9) ~ ^^^
            select: id | sample: 10% ~ SRC-210 error: a sample is another one each time (line 1, column 22) ~ ^^^
            select: tag | unpivot: tags as (tag) ~ SRC-209 error: unpivoting makes several rows of one, which cannot be continued in their midst (line 1, column 24) ~ ^^^
            infer: metadata ~ SRC-208 error: what infer says is no row of the log (line 1, column 8) ~ ^^^^
            SELECT id FROM (SELECT id FROM project_logs('p')) t ~ SRC-207 error: a query of rows cannot be continued through a subquery (line 1, column 16) ~ ^^^
            select: nonsense( ~ BTQL-202 error: ~ ^
            """)
    void queriesThatCannotBeContinuedAreRefusedWithTheirPlace(String query, String finding, String carets) {
        custom(query);
        assertThat(host.validate()).hasSize(1).allSatisfy(problem -> {
            assertThat(problem.setting()).isEqualTo("Query");
            assertThat(problem.message())
                    .startsWith("Query cannot be asked: ")
                    .contains(finding)
                    .contains(carets);
        });
        boolean isQuery = finding.startsWith("SRC");
        host.set(DataSettings.QUERY_MODE, "Snapshot");
        assertThat(host.validate().isEmpty()).isEqualTo(isQuery);
    }

    @Test
    void settingsThatLackSomethingAreRefused() {
        host.set(SourceSettings.PROJECT_ID, "");
        assertThat(host.validate())
                .extracting(SettingProblem::message)
                .containsExactly("Project ID or Project Name must be set, to say whose logs are read");
        custom("select: id");
        assertThat(host.validate())
                .extracting(SettingProblem::message)
                .allMatch(
                        message -> message.startsWith(
                                "Query cannot be asked: SRC-201 error: the query does not say what it reads (line 1, column 1)"));
        custom("select: id | from: project_logs('p')");
        assertThat(host.validate()).isEmpty();
        host.set(DataSettings.DATA, "Spans").set(SourceSettings.PROJECT_NAME, "Chat");
        assertThat(host.validate()).isEmpty();
        host.set(DataSettings.FILTER, "scores.a <");
        assertThat(host.validate())
                .extracting(SettingProblem::message)
                .allMatch(message -> message.startsWith("Filter is no filter: BTQL-202 error"));
        host.set(DataSettings.FILTER, "").set(DataSettings.FIELDS, "metadata.model");
        assertThat(host.validate())
                .extracting(SettingProblem::message)
                .containsExactly("Fields must be names of fields at the top of a row, separated by commas, such as "
                        + "'input, output, metadata, scores', got 'metadata.model'");
        host.set(DataSettings.FIELDS, "")
                .set(SourceSettings.START_POSITION, "Time")
                .set(DataSettings.START_TIME, "yesterday");
        assertThat(host.validate())
                .extracting(SettingProblem::message)
                .containsExactly("Start Time must be a time in ISO-8601 with its zone, such as "
                        + "'2026-01-31T00:00:00Z', got 'yesterday'");
        host.set(SourceSettings.START_POSITION, "Transaction").set(DataSettings.START_TRANSACTION, "12");
        assertThat(host.validate())
                .extracting(SettingProblem::message)
                .containsExactly("Start Transaction must be an _xact_id, such as '1000196942215778304', got '12'");
        host.set(SourceSettings.START_POSITION, "Now").set(BraintrustSettings.OBJECT_TYPE, "Dataset");
        assertThat(host.validate())
                .extracting(SettingProblem::message)
                .containsExactly("Object ID is required and not set");
        host.set(BraintrustSettings.OBJECT_ID, "golden").set(BraintrustSettings.EVALUATION_DELAY, "0 s");
        assertThat(host.validate()).isEmpty();
    }

    @Test
    void otherFieldsDoNotMoveTheCheckpointUnseen() throws Exception {
        host.set(DataSettings.FIELDS, "n");
        write(1, 3, START.minusSeconds(100));
        host.trigger();
        host.set(DataSettings.FIELDS, "n, input").restart();
        assertThatThrownBy(() -> host.trigger())
                .hasMessageStartingWith("The checkpoint is of something else: Fields was 'id, _xact_id, "
                        + "_pagination_key, root_span_id, created, n' and is 'id, _xact_id, _pagination_key, root_span_id, "
                        + "created, n, input'. Set On");
    }

    @Test
    void anotherQueryDoesNotMoveTheCheckpointUnseen() throws Exception {
        host.set(DataSettings.FILTER, "n > 1");
        write(1, 3, START.minusSeconds(100));
        host.trigger();
        host.set(DataSettings.FILTER, "n > 2").restart();
        host.clock().advance(Duration.ofMinutes(1));
        assertThatThrownBy(() -> host.trigger())
                .hasMessage(
                        "The checkpoint is of something else: Filter was 'n > 1' and is 'n > 2'. Set On Query Change "
                                + "to 'Keep' to go on from the checkpoint, put it back, or clear the state to begin anew at "
                                + "Start Position");
        assertThat(host.verify(Map.of()).getLast().outcome()).isEqualTo(CheckResult.Outcome.FAILED);
        host.set(DataSettings.ON_QUERY_CHANGE, "Keep").restart();
        host.trigger();
        assertThat(host.events().infos())
                .containsExactly("The checkpoint is kept although Filter was 'n > 1' and is 'n > 2'");
        host.set(DataSettings.ON_QUERY_CHANGE, "Stop").restart();
        host.clock().advance(Duration.ofMinutes(1));
        host.trigger();
        assertThat(host.state().entries())
                .containsEntry("query.Filter", "n > 2")
                .containsEntry("query.API URL", "api.braintrust.dev")
                .containsEntry("query.Object", "project_logs('proj')");
        host.set(SourceSettings.LOG_SOURCE, "Local Files").set(SourceSettings.PATHS, "/nowhere/*.jsonl");
        host.set(DataSettings.ON_QUERY_CHANGE, "Keep").restart();
        assertThatThrownBy(() -> host.trigger())
                .hasMessageStartingWith("The checkpoint is of something else: API URL was 'api.braintrust.dev' and is "
                        + "not set; Filter was 'n > 2' and is not set; Log Source was 'Braintrust API' and is 'Local "
                        + "Files'; ")
                .hasMessageEndingWith(". Put it back, or clear the state to begin anew at Start Position");
    }

    @Test
    void theStateStaysSmall() throws Exception {
        host.set(SourceSettings.ROWS_PER_FLOWFILE, "1").set(BraintrustSettings.MAX_RUN_PAGES, "1000000");
        for (int row = 0; row < 1500; row++) {
            log.write("r" + row, "t" + row, "", START.minusSeconds(100), Duration.ZERO);
        }
        host.triggerUntilIdle(10);
        assertThat(delivered()).hasSize(1500).doesNotHaveDuplicates();
        assertThat(host.state().history())
                .allMatch(entries -> entries.toString().length() < 30_000);
    }
}
