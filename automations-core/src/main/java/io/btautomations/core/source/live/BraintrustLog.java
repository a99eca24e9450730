package io.btautomations.core.source.live;

import io.btautomations.btql.BtqlException;
import io.btautomations.core.braintrust.Answer;
import io.btautomations.core.braintrust.ApiException;
import io.btautomations.core.braintrust.BraintrustApi;
import io.btautomations.core.braintrust.PaginationKey;
import io.btautomations.core.braintrust.TransactionId;
import io.btautomations.core.query.KeyRange;
import io.btautomations.core.query.LogProbe;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.source.log.BraintrustObject;
import io.btautomations.core.source.log.LogQuestions;
import io.btautomations.core.source.log.LogSource;
import io.btautomations.core.source.log.PlannedRun;
import io.btautomations.core.source.log.RowFields;
import io.btautomations.core.source.log.RowOrderException;
import io.btautomations.core.source.log.RowSink;
import io.btautomations.core.source.log.StartPoint;
import io.btautomations.core.source.log.StoppedException;
import io.btautomations.core.source.log.Times;
import io.btautomations.core.source.setting.BraintrustSettings;
import io.btautomations.core.source.setting.DataSettings;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A live log at Braintrust. The order of {@code _pagination_key} is the order in which its rows were written; a run is
 * a half-open range of it that ends so long ago that nothing is written to it any more. For one thread.
 */
public final class BraintrustLog implements LogSource {

    private static final String CHECKPOINT = "api.checkpoint";

    private final StepContext context;
    private final Settings settings;
    private final BraintrustApi api;
    private final Endpoint endpoint;
    private final Horizon horizon;
    private final PageSize size;
    private final String uri;
    private final RowFields keys = RowFields.of("_pagination_key");
    private final RowFields counted = RowFields.of(LogProbe.ROWS);

    /** What is asked, once the project's id is known. */
    private Optional<LogQuestions> questions = Optional.empty();

    private Optional<String> projectId = Optional.empty();

    /** A log behind the API, which it closes. */
    public BraintrustLog(StepContext context, BraintrustApi api) {
        this.context = context;
        this.settings = context.settings();
        this.api = api;
        this.endpoint = new Endpoint(api, context);
        boolean waitsForTraces = settings.get(DataSettings.DATA) == DataSettings.Data.TRACES;
        Duration idle = waitsForTraces ? settings.get(DataSettings.TRACE_IDLE) : Duration.ZERO;
        this.horizon =
                new Horizon(settings.get(BraintrustSettings.EVALUATION_DELAY).plus(idle));
        this.size = new PageSize(settings.get(BraintrustSettings.PAGE_SIZE));
        this.uri = BraintrustObject.uri(settings);
    }

    /** What the settings ask. A project that they only name is looked up, since not every data plane knows names. */
    private LogQuestions questions() throws StepException {
        if (questions.isEmpty()) {
            try {
                projectId = BraintrustObject.project(settings, api).map(BraintrustApi.Project::id);
                Settings known = projectId
                        .map(id -> settings.with(SourceSettings.PROJECT_ID, id))
                        .orElse(settings);
                questions = Optional.of(LogQuestions.of(known));
            } catch (BtqlException e) {
                throw new StepException(LogQuestions.reason(settings, e), e);
            } catch (ApiException e) {
                throw Endpoint.asStepException(e);
            }
        }
        return questions.get();
    }

    @Override
    public boolean hasPlaces() {
        return true;
    }

    @Override
    public Beginning begin(StartPoint start, Instant now) throws StepException, StoppedException {
        if (questions() instanceof LogQuestions.Snapshot) {
            return new Beginning(Map.of(), now);
        }
        return switch (start) {
            case StartPoint.Oldest oldest -> {
                Waiting waiting = waiting(new PaginationKey(0));
                Instant since = waiting.first()
                        .map(Horizon::timeOf)
                        .orElseGet(() -> Horizon.timeOf(horizon.level(waiting.answer())));
                yield beginning(new PaginationKey(0), since);
            }
            case StartPoint.Now fromNow -> {
                PaginationKey recently = TransactionId.firstOf(now).firstKey();
                PaginationKey here = TransactionId.firstOf(
                                waiting(recently).answer().serverTime())
                        .firstKey();
                yield beginning(here, Horizon.timeOf(here));
            }
            case StartPoint.AtTime at -> {
                PaginationKey then = TransactionId.firstOf(at.time()).firstKey();
                yield beginning(then, Horizon.timeOf(then));
            }
            case StartPoint.AtTransaction at -> {
                PaginationKey there = at.transaction().firstKey();
                yield beginning(there, Horizon.timeOf(there));
            }
        };
    }

    private static Beginning beginning(PaginationKey checkpoint, Instant since) {
        return new Beginning(Map.of(CHECKPOINT, checkpoint.toString()), since);
    }

    @Override
    public Optional<Portion> plan(Map<String, String> position, Limits limits, Instant now, boolean sameNode)
            throws StepException, StoppedException {
        if (questions() instanceof LogQuestions.Snapshot) {
            return Optional.of(new Portion(
                    ApiPortion.WHOLE_RESULT.toString(),
                    false,
                    "the whole result",
                    false,
                    0,
                    -1,
                    Optional.empty(),
                    true));
        }
        PaginationKey from = checkpoint(position);
        Waiting waiting = waiting(from);
        PaginationKey level = horizon.level(waiting.answer());
        PaginationKey to = horizon.end(waiting.answer());
        boolean waitsForLevel = questions() instanceof LogQuestions.Groups && to.compareTo(level) < 0;
        if (to.compareTo(from) <= 0 || waitsForLevel) {
            return Optional.empty();
        }
        boolean isEmpty =
                waiting.first().filter(first -> first.compareTo(to) < 0).isEmpty();
        boolean isSettled = isEmpty || questions() instanceof LogQuestions.Groups;
        KeyRange range = new KeyRange(from, to);
        return Optional.of(portion(range, isEmpty, content(waiting), false, -1, isSettled));
    }

    @Override
    public Optional<Portion> read(
            PlannedRun run,
            Map<String, String> position,
            Optional<Limits> limits,
            RowSink rows,
            Instant now,
            boolean sameNode)
            throws StepException, StoppedException {
        ApiPortion portion = ApiPortion.parse(run.range());
        if (portion.isEmpty()) {
            return Optional.empty();
        }
        rows.from(uri);
        RunBudget budget = limits.map(this::budget).orElseGet(() -> RunBudget.unlimited(context.clock()));
        if (questions() instanceof LogQuestions.Snapshot whole) {
            results().snapshot(whole.query(), rows);
            return Optional.empty();
        }
        KeyRange range = portion.required();
        PaginationKey end = switch (questions()) {
            case LogQuestions.Rows spans -> new PageReader(endpoint, size).read(spans.query(), range, budget, rows);
            case LogQuestions.Traces traces -> traceReader(traces).read(range, budget, rows);
            case LogQuestions.Groups groups -> results().groups(groups.query(), range, rows);
            case LogQuestions.Snapshot whole -> throw new IllegalStateException("a whole result has no end");
        };
        return limits.isEmpty() ? Optional.empty() : Optional.of(upTo(end, range));
    }

    @Override
    public Map<String, String> after(Map<String, String> position, String range) {
        return ApiPortion.parse(range)
                .keys()
                .map(keys -> Map.of(CHECKPOINT, keys.to().toString()))
                .orElse(position);
    }

    /** The position stays: the next run covers the longer range. */
    @Override
    public Map<String, String> past(Map<String, String> position, String range) {
        return position;
    }

    @Override
    public void readNewest(long most, RowSink rows) throws StepException, StoppedException {
        rows.from(uri);
        new NewestLogRows(endpoint, size.now()).read(questions(), most, rows, results());
    }

    @Override
    public Optional<String> projectId() {
        return projectId;
    }

    @Override
    public List<CheckResult> verify() {
        try {
            return new BraintrustCheck(settings, questions(), endpoint).run();
        } catch (StepException e) {
            return List.of(CheckResult.failed(BraintrustCheck.REACH, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void close() {
        api.close();
    }

    private ResultReader results() {
        return new ResultReader(
                endpoint, settings.get(BraintrustSettings.PAGE_SIZE), settings.get(BraintrustSettings.MAX_RUN_PAGES));
    }

    private TraceReader traceReader(LogQuestions.Traces traces) {
        long portion =
                Math.min(settings.get(BraintrustSettings.PAGE_SIZE), settings.get(SourceSettings.ROWS_PER_FLOWFILE));
        return new TraceReader(
                endpoint, traces.query(), traces.isSummary(), size, portion, RunBudget.unlimited(context.clock()));
    }

    private RunBudget budget(Limits limits) {
        return new RunBudget(
                context.clock(),
                settings.get(BraintrustSettings.MAX_RUN_TIME),
                settings.get(BraintrustSettings.MAX_RUN_PAGES),
                limits.rows(),
                limits.bytes());
    }

    private static PaginationKey checkpoint(Map<String, String> position) throws StepException {
        String checkpoint = position.get(CHECKPOINT);
        if (checkpoint == null) {
            throw new StepException("The state has no " + CHECKPOINT
                    + ": it is of another log source; put Log Source back, or clear the state to begin anew");
        }
        try {
            return PaginationKey.parse(checkpoint);
        } catch (IllegalArgumentException e) {
            throw new StepException(
                    "The state cannot be read (" + e.getMessage() + "): clear it to start a new generation", e);
        }
    }

    /**
     * What waits in the log.
     *
     * @param first key of the oldest row
     */
    private record Waiting(Optional<PaginationKey> first, Answer answer) {}

    private Waiting waiting(PaginationKey from) throws StepException, StoppedException {
        Endpoint.Result result = endpoint.askWhole(probe().first(from));
        try {
            for (byte[] row : result.rows()) {
                return new Waiting(Optional.of(keys.key(row, 0, row.length)), result.answer());
            }
        } catch (RowOrderException e) {
            throw new StepException(String.valueOf(e.getMessage()), e);
        }
        return new Waiting(Optional.empty(), result.answer());
    }

    private LogProbe probe() throws StepException {
        return switch (questions()) {
            case LogQuestions.Rows rows -> rows.probe();
            case LogQuestions.Traces traces -> traces.probe();
            case LogQuestions.Groups groups -> groups.probe();
            case LogQuestions.Snapshot whole -> throw new IllegalStateException("a whole result does not wait");
        };
    }

    private static String content(Waiting waiting) {
        return waiting.first()
                .map(first -> "rows from " + Times.text(Horizon.timeOf(first)) + " on")
                .orElse("no rows");
    }

    /** What was read of a range. */
    private Portion upTo(PaginationKey end, KeyRange planned) throws StepException, StoppedException {
        boolean catchingUp = end.compareTo(planned.to()) < 0;
        long lagRows = catchingUp ? count(planned.from(end)) : -1;
        return portion(planned.to(end), false, "", catchingUp, lagRows, true);
    }

    private Portion portion(
            KeyRange range, boolean isEmpty, String content, boolean catchingUp, long lagRows, boolean isSettled) {
        Instant end = Horizon.timeOf(range.to());
        long lag = Math.max(0, Duration.between(end, endpoint.serverTime()).toSeconds());
        return new Portion(
                ApiPortion.of(range, isEmpty).toString(),
                isEmpty,
                content,
                catchingUp,
                lag,
                lagRows,
                Optional.of(new Extent(end, range.from().toString(), range.to().toString())),
                isSettled);
    }

    /** How many rows wait; -1 if the endpoint does not say. */
    private long count(KeyRange range) throws StepException, StoppedException {
        List<byte[]> answer = new ArrayList<>();
        try {
            endpoint.ask(probe().count(range), (bytes, from, to) -> answer.add(Arrays.copyOfRange(bytes, from, to)));
        } catch (ApiException e) {
            return -1;
        }
        return answer.isEmpty() ? -1 : counted.number(answer.getFirst());
    }
}
