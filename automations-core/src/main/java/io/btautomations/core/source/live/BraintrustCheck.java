package io.btautomations.core.source.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.RowFilter;
import io.btautomations.btql.Verdict;
import io.btautomations.core.query.LogProbe;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.source.log.LogQuestions;
import io.btautomations.core.source.log.RowSink;
import io.btautomations.core.source.log.StoppedException;
import io.btautomations.core.source.log.Times;
import io.btautomations.core.source.setting.DataSettings;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Asks a live log for its newest rows and tells what of them the settings are about. */
final class BraintrustCheck {

    static final String REACH = "Reach the endpoint";

    private static final String PLAN = "Plan query";
    private static final String SAMPLE = "Read newest rows";
    private static final String FIELDS = "Find fields in newest rows";
    private static final int SAMPLE_ROWS = 100;
    private static final int MOST_FIELDS = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final LogQuestions questions;
    private final Endpoint endpoint;

    BraintrustCheck(Settings settings, LogQuestions questions, Endpoint endpoint) {
        this.settings = settings;
        this.questions = questions;
        this.endpoint = endpoint;
    }

    List<CheckResult> run() {
        List<CheckResult> results = new ArrayList<>();
        try {
            results.add(CheckResult.passed(PLAN, plan()));
            Optional<LogProbe> probe = probe();
            if (probe.isPresent()) {
                sample(probe.get(), results);
            } else {
                results.addAll(whole());
            }
        } catch (StepException e) {
            results.add(CheckResult.failed(results.size() < 2 ? REACH : SAMPLE, String.valueOf(e.getMessage())));
        } catch (StoppedException e) {
            results.add(CheckResult.skipped(REACH, "The test was stopped"));
        }
        return results;
    }

    private String plan() {
        return switch (questions) {
            case LogQuestions.Rows rows -> "Rows are read in the order of their writes";
            case LogQuestions.Traces traces -> "Traces are read in the order of their newest spans";
            case LogQuestions.Groups groups -> "Groups are made once a run, of the rows written since the last one";
            case LogQuestions.Snapshot whole -> "The whole result is read each run";
        };
    }

    private Optional<LogProbe> probe() {
        return switch (questions) {
            case LogQuestions.Rows rows -> Optional.of(rows.probe());
            case LogQuestions.Traces traces -> Optional.of(traces.probe());
            case LogQuestions.Groups groups -> Optional.of(groups.probe());
            case LogQuestions.Snapshot whole -> Optional.empty();
        };
    }

    private List<CheckResult> whole() throws StepException, StoppedException {
        Counting rows = new Counting();
        new NewestLogRows(endpoint, SAMPLE_ROWS)
                .read(questions, SAMPLE_ROWS, rows, new ResultReader(endpoint, 1000, 10));
        return List.of(
                CheckResult.passed(REACH, "The endpoint answers, its time is " + Times.text(endpoint.serverTime())),
                CheckResult.passed(SAMPLE, "The result has " + rows.rows + " rows now"));
    }

    private void sample(LogProbe probe, List<CheckResult> results) throws StepException, StoppedException {
        List<byte[]> rows = endpoint.askWhole(probe.sample(SAMPLE_ROWS)).rows();
        results.add(
                CheckResult.passed(REACH, "The endpoint answers, its time is " + Times.text(endpoint.serverTime())));
        if (rows.isEmpty()) {
            results.add(CheckResult.failed(
                    SAMPLE, "The log has no rows yet, or not for this API key; rows that come later will be read"));
            return;
        }
        results.add(CheckResult.passed(SAMPLE, described(rows)));
        try {
            results.add(fields(rows));
        } catch (BtqlException | IOException e) {
            results.add(CheckResult.failed(FIELDS, String.valueOf(e.getMessage())));
        }
    }

    private String described(List<byte[]> rows) {
        List<String> names = new ArrayList<>();
        String project = "";
        try {
            JsonNode newest = JSON.readTree(rows.getFirst());
            newest.fieldNames().forEachRemaining(names::add);
            project = newest.path("project_id").asText("");
        } catch (JsonProcessingException e) {
            return "The newest row is no JSON object: " + e.getOriginalMessage();
        } catch (IOException e) {
            return "The newest row cannot be read: " + e.getMessage();
        }
        boolean isShort = names.size() <= MOST_FIELDS;
        String text = "The newest of " + rows.size() + " rows has the fields "
                + String.join(", ", isShort ? names : names.subList(0, MOST_FIELDS)) + (isShort ? "" : ", …");
        return project.isEmpty() ? text : text + "; its project is " + project;
    }

    /** Which of the fields that are asked about no row has, and how many rows pass the filter. */
    private CheckResult fields(List<byte[]> rows) throws BtqlException, IOException {
        boolean isCustom = settings.get(DataSettings.DATA) == DataSettings.Data.CUSTOM;
        String filter = settings.find(DataSettings.FILTER).orElse("");
        SortedSet<String> asked = new TreeSet<>(
                isCustom
                        ? Btql.query(settings.get(DataSettings.QUERY), LogQuestions.OPTIONS)
                                .paths()
                        : Btql.filter(filter, LogQuestions.OPTIONS).paths());
        asked.remove("");
        SortedSet<String> missing = new TreeSet<>();
        for (String path : asked) {
            if (count(rows, path + " IS NOT NULL") == 0) {
                missing.add(path);
            }
        }
        String passing = isCustom || filter.isBlank()
                ? ""
                : count(rows, filter) + " of the newest " + rows.size() + " rows pass the filter; ";
        return missing.isEmpty()
                ? CheckResult.passed(FIELDS, passing + "every field that is asked about is in some of them")
                : CheckResult.failed(FIELDS, passing + "none of them has " + String.join(", ", missing));
    }

    private static int count(List<byte[]> rows, String filter) throws BtqlException {
        RowFilter tester = Btql.filter(filter, LogQuestions.OPTIONS).newRowFilter();
        int count = 0;
        for (byte[] row : rows) {
            count += tester.test(row, 0, row.length) == Verdict.TRUE ? 1 : 0;
        }
        return count;
    }

    /** Counts rows. */
    private static final class Counting implements RowSink {

        private long rows;

        @Override
        public void from(String uri) {}

        @Override
        public void write(byte[] bytes, int from, int to) {}

        @Override
        public void endRow() {
            rows++;
        }
    }
}
