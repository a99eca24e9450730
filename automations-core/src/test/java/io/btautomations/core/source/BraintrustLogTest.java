package io.btautomations.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.braintrust.Answer;
import io.btautomations.core.braintrust.ApiException;
import io.btautomations.core.braintrust.PaginationKey;
import io.btautomations.core.braintrust.TransactionId;
import io.btautomations.core.source.live.Horizon;
import io.btautomations.core.source.setting.BraintrustSettings;
import io.btautomations.core.source.setting.DataSettings;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.StepException;
import io.btautomations.core.testkit.Failpoints;
import io.btautomations.core.testkit.MemoryItem;
import io.btautomations.core.testkit.StepHarness;
import io.btautomations.core.testkit.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BraintrustLogTest {

    private static final Instant START = VirtualClock.START;

    private final LiveLog log = new LiveLog();
    private StepHarness host;
    private FakeBraintrust api;

    private StepHarness host() {
        host = StepHarness.of(ScheduledBtqlQueryStep.describe(context -> api));
        api = new FakeBraintrust(log, host.clock());
        return host.set(SourceSettings.LOG_SOURCE, "Braintrust API")
                .set(BraintrustSettings.API_KEY, "sk-secret")
                .set(SourceSettings.PROJECT_ID, "proj")
                .set(SourceSettings.START_POSITION, "Beginning");
    }

    private void write(int from, int to, Instant now) {
        IntStream.rangeClosed(from, to)
                .forEach(id -> log.write("r" + id, "r" + id, "\"input\":" + id, now, Duration.ZERO));
    }

    private List<String> delivered() {
        return Deliveries.of(host.output(ScheduledBtqlQueryStep.SUCCESS)).rows();
    }

    private static String id(String row) {
        return row.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void aRunIsARangeOfTheLogUpToTheDelay() throws Exception {
        host();
        write(1, 3, START.minusSeconds(100));
        write(4, 5, START.minusSeconds(30));
        assertThat(host.trigger()).isEqualTo(Progress.DONE);
        MemoryItem item = host.output(ScheduledBtqlQueryStep.SUCCESS).getFirst();
        assertThat(item.attributes())
                .containsEntry("record.count", "3")
                .containsEntry("btql.cursor.start", "p00000000000000000000")
                .containsEntry(
                        "btql.cursor.end",
                        TransactionId.firstOf(START.minusSeconds(60)).firstKey().toString())
                .containsEntry("btql.window.start", "2026-01-02T03:02:25.000Z")
                .containsEntry("btql.window.end", "2026-01-02T03:03:05.000Z")
                .containsEntry("btql.catching.up", "false")
                .containsEntry("btql.lag.seconds", "60")
                .containsEntry("btql.run.last", "true")
                .containsEntry("fragment.count", "1")
                .doesNotContainKey("btql.lag.rows")
                .doesNotContainKey("btql.snapshot");
        assertThat(host.events().received())
                .allMatch(transit -> transit.uri().equals("https://api.braintrust.dev/btql#project_logs/proj"));
        host.clock().advance(Duration.ofSeconds(40));
        host.trigger();
        assertThat(delivered()).extracting(BraintrustLogTest::id).containsExactly("r1", "r2", "r3", "r4", "r5");
        Deliveries.of(host.output(ScheduledBtqlQueryStep.SUCCESS)).requireContiguousWindows();
        assertThat(host.state().entries().toString()).doesNotContain("sk-secret");
    }

    @Test
    void anUpdatedRowComesAgainInItsNewVersion() throws Exception {
        host();
        write(1, 2, START.minusSeconds(100));
        host.trigger();
        log.write("r1", "r1", "\"scores\":{\"a\":1}", START, Duration.ZERO);
        host.clock().advance(Duration.ofSeconds(61));
        host.trigger();
        assertThat(delivered()).extracting(BraintrustLogTest::id).containsExactly("r1", "r2", "r1");
        assertThat(delivered().getLast()).contains("\"scores\"");
    }

    @Test
    void questionsAreBuiltFromSettings() throws Exception {
        host().set(DataSettings.FILTER, "metadata.a = 'it''s' or is_root")
                .set(DataSettings.FIELDS, "input, \"my field\"")
                .set(BraintrustSettings.PAGE_SIZE, "10");
        write(1, 1, START.minusSeconds(100));
        host.trigger();
        String to = TransactionId.firstOf(START.minusSeconds(60)).firstKey().toString();
        assertThat(api.questions())
                .contains(
                        "select: _pagination_key | from: project_logs('proj') | filter: _pagination_key >= "
                                + "'p00000000000000000000' AND (metadata.a = 'it''s' OR is_root) | sort: _pagination_key"
                                + " | limit: 1",
                        "select: id, _xact_id, _pagination_key, root_span_id, created, input, \"my field\" | from: "
                                + "project_logs('proj') | filter: _pagination_key >= 'p00000000000000000000' AND "
                                + "_pagination_key < '" + to + "' AND (metadata.a = 'it''s' OR is_root) | sort: "
                                + "_pagination_key | limit: 10");
        assertThat(delivered()).hasSize(1);
    }

    @Test
    void aProjectThatIsOnlyNamedIsLookedUp() throws Exception {
        host().set(SourceSettings.PROJECT_ID, "").set(SourceSettings.PROJECT_NAME, "Chat");
        write(1, 1, START.minusSeconds(100));
        host.trigger();
        assertThat(api.questions()).isNotEmpty().allMatch(question -> question.contains("project_logs('proj')"));
        assertThat(host.output(ScheduledBtqlQueryStep.SUCCESS))
                .isNotEmpty()
                .allSatisfy(item -> assertThat(item.get(Attributes.PROJECT_ID)).isEqualTo("proj"));
        host.set(SourceSettings.PROJECT_NAME, "Chad").restart();
        host.state().overwrite(Map.of());
        assertThatThrownBy(() -> host.trigger())
                .hasMessage("Project Name: the API key sees no project named 'Chad'; check the name, or give the "
                        + "key's owner permission to read it");
        assertThat(host.verify(Map.of()).getFirst().outcome()).isEqualTo(CheckResult.Outcome.FAILED);
    }

    @Test
    void startPositionNowLeavesOutWhatIsThere() throws Exception {
        host().set(SourceSettings.START_POSITION, "Now");
        host.clock().advance(Duration.ofHours(-7));
        api = new FakeBraintrust(log, () -> START);
        write(1, 3, START.minusSeconds(5));
        assertThat(host.trigger()).isEqualTo(Progress.IDLE);
        assertThat(host.output(ScheduledBtqlQueryStep.SUCCESS)).isEmpty();
        write(4, 5, START.plusSeconds(5));
        api = new FakeBraintrust(log, () -> START.plusSeconds(100));
        host.restart();
        assertThat(host.trigger()).isEqualTo(Progress.DONE);
        assertThat(delivered()).extracting(BraintrustLogTest::id).containsExactly("r4", "r5");
    }

    @Test
    void runsBeginAtATimeOrATransaction() throws Exception {
        write(1, 3, START.minusSeconds(1000));
        write(4, 5, START.minusSeconds(500));
        TransactionId there = TransactionId.firstOf(START.minusSeconds(500)).next();
        host().set(SourceSettings.START_POSITION, "Time")
                .set(DataSettings.START_TIME, START.minusSeconds(900).toString());
        host.trigger();
        assertThat(delivered()).extracting(BraintrustLogTest::id).containsExactly("r4", "r5");
        host().set(SourceSettings.START_POSITION, "Transaction").set(DataSettings.START_TRANSACTION, there.toString());
        host.trigger();
        assertThat(delivered()).extracting(BraintrustLogTest::id).containsExactly("r5");
    }

    @Test
    void aBacklogIsReadInBoundedRuns() throws Exception {
        host().set(BraintrustSettings.PAGE_SIZE, "4")
                .set(BraintrustSettings.MAX_RUN_PAGES, "2")
                .set(SourceSettings.ROWS_PER_FLOWFILE, "3");
        write(1, 20, START.minusSeconds(100));
        assertThat(host.trigger()).isEqualTo(Progress.MORE);
        assertThat(host.events().count(ScheduledBtqlQueryStep.LAG_ROWS)).isEqualTo(12);
        assertThat(host.events().count(ScheduledBtqlQueryStep.LAG_SECONDS)).isEqualTo(100);
        assertThat(host.trigger()).isEqualTo(Progress.MORE);
        assertThat(host.trigger()).isEqualTo(Progress.DONE);
        assertThat(host.events().count(ScheduledBtqlQueryStep.LAG_ROWS)).isZero();
        List<MemoryItem> items = host.output(ScheduledBtqlQueryStep.SUCCESS);
        assertThat(items)
                .extracting(item -> item.get(Attributes.RECORD_COUNT))
                .containsExactly("3", "3", "2", "3", "3", "2", "3", "1");
        assertThat(items)
                .extracting(item -> item.get(Attributes.CATCHING_UP))
                .containsExactly("true", "true", "true", "true", "true", "true", "false", "false");
        assertThat(items.getFirst().get(Attributes.LAG_ROWS)).isEqualTo("12");
        assertThat(items.getFirst().get(Attributes.LAG_SECONDS)).isEqualTo("100");
        assertThat(delivered()).hasSize(20);
        Deliveries.of(items).requireContiguousWindows();
    }

    @Test
    void aRunEndsWhenItsTimeIsSpent() throws Exception {
        host().set(BraintrustSettings.PAGE_SIZE, "1").set(BraintrustSettings.MAX_RUN_TIME, "10 s");
        api.trouble((question, rows) -> {
            host.clock().advance(Duration.ofSeconds(4));
            return rows;
        });
        write(1, 5, START.minusSeconds(100));
        assertThat(host.trigger()).isEqualTo(Progress.MORE);
        assertThat(delivered()).hasSize(3);
    }

    @Test
    void theEndpointsFreshnessBoundsARun() throws Exception {
        host();
        write(1, 3, START.minusSeconds(100));
        write(4, 6, START.minusSeconds(90));
        TransactionId processed = TransactionId.firstOf(START.minusSeconds(90));
        TransactionId last = TransactionId.firstOf(START);
        api.freshness(
                Optional.of(new Answer.Freshness(Optional.of(processed), Optional.of(last), true, Optional.empty())));
        host.trigger();
        assertThat(delivered()).extracting(BraintrustLogTest::id).containsExactly("r1", "r2", "r3", "r4");
        assertThat(host.trigger()).isEqualTo(Progress.IDLE);
        api.freshness(Optional.of(
                new Answer.Freshness(Optional.of(processed), Optional.of(processed), false, Optional.of(processed))));
        assertThat(host.trigger()).isEqualTo(Progress.IDLE);
        api.freshness(Optional.of(
                new Answer.Freshness(Optional.of(processed), Optional.of(processed), true, Optional.empty())));
        host.trigger();
        assertThat(delivered()).hasSize(6);
    }

    @Test
    void anAnswerFromAnOlderStateOfTheLogIsNotTaken() {
        host();
        write(1, 3, START.minusSeconds(100));
        TransactionId processed = TransactionId.firstOf(START.minusSeconds(200));
        api.trouble((question, rows) -> {
            if (question.startsWith("select: *")) {
                api.freshness(Optional.of(new Answer.Freshness(
                        Optional.of(processed), Optional.of(TransactionId.firstOf(START)), true, Optional.empty())));
            }
            return rows;
        });
        assertThatThrownBy(() -> host.trigger())
                .isInstanceOf(StepException.class)
                .hasMessageStartingWith("The endpoint answers from an older state of its log than it planned with");
        assertThat(delivered()).isEmpty();
    }

    @Test
    void tooLargeAnswersAreAskedForInSmallerPagesThatGrowAgain() throws Exception {
        host().set(BraintrustSettings.PAGE_SIZE, "16");
        write(1, 60, START.minusSeconds(100));
        api.trouble((question, rows) -> {
            if (rows.size() > 5) {
                throw new ApiException("413: the answer is too large", ApiException.Remedy.FEWER_ROWS);
            }
            return rows;
        });
        host.trigger();
        assertThat(delivered()).hasSize(60);
        assertThat(api.questions().stream()
                        .filter(question -> question.startsWith("select: *"))
                        .map(question -> question.replaceAll(".*limit: ", ""))
                        .toList())
                .startsWith("16", "8", "4", "4", "4", "4", "4", "4", "4", "4", "8", "4");
    }

    @Test
    void aRowThatIsTooMuchIsNamed() {
        host();
        write(1, 1, START.minusSeconds(100));
        api.trouble((question, rows) -> {
            if (question.startsWith("select: *")) {
                throw new ApiException("The answer is too large", ApiException.Remedy.FEWER_ROWS);
            }
            return rows;
        });
        assertThatThrownBy(() -> host.trigger())
                .hasMessage("The answer is too large. It is the one row at or behind p00000000000000000000 that is too "
                        + "much: leave large fields out by Fields, or leave the row out by Start Position");
    }

    @Test
    void aBrokenAnswerIsContinuedBehindItsLastRow() throws Exception {
        host();
        write(1, 10, START.minusSeconds(100));
        int[] failures = {0};
        api.trouble((question, rows) -> {
            if (question.startsWith("select: *") && rows.size() > 2) {
                failures[0]++;
                throw new FakeBraintrust.Broken(
                        rows.subList(0, 2), new ApiException("The answer broke off", ApiException.Remedy.AGAIN));
            }
            return rows;
        });
        host.trigger();
        assertThat(failures[0]).isEqualTo(4);
        assertThat(delivered()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void anEndpointThatKeepsFailingEndsTheRun() {
        host();
        write(1, 10, START.minusSeconds(100));
        api.trouble((question, rows) -> {
            throw new ApiException("503: not now", ApiException.Remedy.AGAIN);
        });
        assertThatThrownBy(() -> host.trigger()).hasMessage("503: not now");
        assertThat(api.questions()).hasSize(5);
        api.trouble((question, rows) -> {
            throw new ApiException("429: come back", Duration.ofMinutes(2));
        });
        assertThatThrownBy(() -> host.trigger())
                .isInstanceOfSatisfying(
                        StepException.class, e -> assertThat(e.retryAfter()).contains(Duration.ofMinutes(2)));
        api.trouble((question, rows) -> {
            throw new ApiException("401: no such key", ApiException.Remedy.CHANGE);
        });
        api.forgetQuestions();
        assertThatThrownBy(() -> host.trigger()).hasMessage("401: no such key");
        assertThat(api.questions()).hasSize(1);
    }

    @Test
    void aStoppedSourceLeavesNothingBehind() throws Exception {
        host().set(BraintrustSettings.PAGE_SIZE, "2").set(SourceSettings.ROWS_PER_FLOWFILE, "1");
        write(1, 10, START.minusSeconds(100));
        host.trigger();
        host().set(BraintrustSettings.PAGE_SIZE, "2").set(SourceSettings.ROWS_PER_FLOWFILE, "1");
        int[] pages = {0};
        api.trouble((question, rows) -> {
            pages[0] += question.startsWith("select: *") ? 1 : 0;
            if (pages[0] == 3) {
                host.scheduled(false);
            }
            return rows;
        });
        assertThat(host.trigger()).isEqualTo(Progress.IDLE);
        assertThat(host.output(ScheduledBtqlQueryStep.SUCCESS)).isEmpty();
        assertThat(host.events().errors()).isEmpty();
        host.scheduled(true);
        assertThat(host.trigger()).isEqualTo(Progress.DONE);
        assertThat(delivered()).hasSize(10);
    }

    @Test
    void repeatedRowsAreDroppedAndRowsOutOfOrderAreAnError() throws Exception {
        host();
        write(1, 6, START.minusSeconds(100));
        api.trouble((question, rows) ->
                rows.size() == 6 ? List.of(rows.get(0), rows.get(1), rows.get(0), rows.get(2)) : rows);
        host.trigger();
        assertThat(delivered()).hasSize(6).doesNotHaveDuplicates();

        host();
        api.trouble((question, rows) -> rows.size() == 6 ? rows.reversed() : rows);
        assertThatThrownBy(() -> host.trigger()).hasMessageStartingWith("The endpoint sends row p");
    }

    @Test
    void aTraceThatAnAnswerNamesTwiceIsSentOnce() throws Exception {
        host();
        host.set(DataSettings.DATA, "Traces")
                .set(DataSettings.TRACE_ROWS, "Spans")
                .set(DataSettings.TRACE_IDLE, "0 s")
                .set(SourceSettings.ROWS_PER_FLOWFILE, "1");
        write(1, 3, START.minusSeconds(100));
        api.trouble((question, rows) -> question.startsWith("dimensions") && rows.size() == 3
                ? List.of(rows.get(0), rows.get(1), rows.get(1), rows.get(2))
                : rows);
        host.trigger();
        assertThat(delivered()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void aLogThatDoesNotMoveIsSentAsAnEmptyRunOrSkipped() throws Exception {
        host();
        write(1, 1, START.minusSeconds(100));
        host.trigger();
        host.clock().advance(Duration.ofSeconds(60));
        api.forgetQuestions();
        assertThat(host.trigger()).isEqualTo(Progress.DONE);
        assertThat(api.questions()).hasSize(1);
        List<MemoryItem> items = host.output(ScheduledBtqlQueryStep.SUCCESS);
        assertThat(items).hasSize(2);
        assertThat(items.getLast().size()).isZero();
        host.set(SourceSettings.ZERO_ROW_RUNS, "Skip").restart();
        Map<String, String> before = host.state().entries();
        host.clock().advance(Duration.ofSeconds(60));
        assertThat(host.trigger()).isEqualTo(Progress.IDLE);
        assertThat(host.state().entries()).isEqualTo(before);
        write(2, 2, host.clock().now());
        host.clock().advance(Duration.ofSeconds(61));
        host.trigger();
        Deliveries.of(host.output(ScheduledBtqlQueryStep.SUCCESS)).requireContiguousWindows();
        assertThat(delivered()).hasSize(2);
    }

    @Test
    void aTestRunSendsTheNewestRowsAndMovesNothing() throws Exception {
        host().set(SourceSettings.MODE, "Test Run")
                .set(SourceSettings.TEST_ROWS, "5")
                .set(BraintrustSettings.PAGE_SIZE, "2");
        write(1, 10, START.minusSeconds(10));
        host.trigger();
        assertThat(delivered()).extracting(BraintrustLogTest::id).containsExactly("r6", "r7", "r8", "r9", "r10");
        assertThat(host.state().entries()).isEmpty();
        assertThat(host.output(ScheduledBtqlQueryStep.SUCCESS).getFirst().attributes())
                .containsEntry("automation.is_test", "true");
    }

    @Test
    void theTestTellsWhatIsThereAndWhatIsMissing() throws Exception {
        host().set(DataSettings.FILTER, "input > 2 and scores.Factuality < 1");
        write(1, 4, START.minusSeconds(100));
        List<CheckResult> results = host.verify(Map.of());
        assertThat(results)
                .extracting(result -> result.name() + " " + result.outcome())
                .containsExactly(
                        "Plan query PASSED",
                        "Reach the endpoint PASSED",
                        "Read newest rows PASSED",
                        "Find fields in newest rows FAILED",
                        "Read checkpoint PASSED");
        assertThat(results.get(2).explanation())
                .startsWith("The newest of 4 rows has the fields ")
                .endsWith("its project is proj");
        assertThat(results.get(3).explanation())
                .isEqualTo("0 of the newest 4 rows pass the filter; none of them has scores.Factuality");
        host.trigger();
        host.clock().advance(Duration.ofSeconds(10));
        assertThat(host.verify(Map.of()).getLast().explanation()).endsWith("and finds no rows");
        api.trouble((question, rows) -> {
            throw new ApiException("401: no such key", ApiException.Remedy.CHANGE);
        });
        assertThat(host.verify(Map.of())).contains(CheckResult.failed("Reach the endpoint", "401: no such key"));
    }

    @Test
    void aFaultAnywhereLosesAndRepeatsNothing() {
        int faults = Failpoints.sweep(failpoints -> {
            LiveLog another = new LiveLog();
            StepHarness crashing = StepHarness.of(
                    ScheduledBtqlQueryStep.describe(context -> new FakeBraintrust(another, context.clock())),
                    failpoints);
            crashing.set(SourceSettings.LOG_SOURCE, "Braintrust API")
                    .set(BraintrustSettings.API_KEY, "sk-secret")
                    .set(SourceSettings.PROJECT_ID, "proj")
                    .set(SourceSettings.START_POSITION, "Beginning")
                    .set(BraintrustSettings.PAGE_SIZE, "2")
                    .set(BraintrustSettings.MAX_RUN_PAGES, "2")
                    .set(SourceSettings.ROWS_PER_FLOWFILE, "3");
            for (int id = 1; id <= 9; id++) {
                another.write("r" + id, "r" + id, "", START.minusSeconds(100), Duration.ZERO);
            }
            crashing.triggerThroughFaults(2);
            another.write("r2", "r2", "\"n\":2", START, Duration.ZERO);
            crashing.clock().advance(Duration.ofSeconds(61));
            crashing.triggerThroughFaults(3);
            Deliveries deliveries = Deliveries.of(crashing.output(ScheduledBtqlQueryStep.SUCCESS));
            deliveries.requireContiguousWindows();
            assertThat(deliveries.rows())
                    .containsAll(
                            another.newest().stream().map(LiveLog.Version::json).toList())
                    .doesNotHaveDuplicates();
        });
        assertThat(faults).isGreaterThan(50);
    }

    @Test
    void closingTheStepClosesTheEndpoint() throws Exception {
        host();
        host.trigger();
        assertThat(api.isOpen()).isTrue();
        host.close();
        assertThat(api.isOpen()).isFalse();
    }

    @Test
    void keysKeepTheirOrderAsTimes() {
        PaginationKey key = TransactionId.firstOf(START).firstKey();
        assertThat(Horizon.timeOf(key)).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(Horizon.timeOf(new PaginationKey(key.value() + (1L << 31))))
                .isEqualTo(Instant.parse("2026-01-02T03:04:05.500Z"));
    }
}
