package io.btautomations.core.source;

import io.btautomations.btql.BtqlException;
import io.btautomations.core.braintrust.ApiOptions;
import io.btautomations.core.braintrust.BraintrustApi;
import io.btautomations.core.braintrust.Surroundings;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.source.live.BraintrustApis;
import io.btautomations.core.source.live.BraintrustLog;
import io.btautomations.core.source.local.LocalFiles;
import io.btautomations.core.source.local.LocalQuery;
import io.btautomations.core.source.local.QueriedFiles;
import io.btautomations.core.source.local.TracedFiles;
import io.btautomations.core.source.log.LogQuestions;
import io.btautomations.core.source.log.LogSource;
import io.btautomations.core.source.setting.AllSettings;
import io.btautomations.core.source.setting.BraintrustSettings;
import io.btautomations.core.source.setting.DataSettings;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.Counter;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.Step;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import java.util.List;
import java.util.Map;

/**
 * Reads a log run by run, each from where the last one ended. Every trigger makes at most one run and answers
 * {@link Progress#MORE} while it catches up. The state moves only when what was sent is durable; a run that a crash
 * interrupted is repeated with the same name, the same rows and the same cuts.
 */
public final class ScheduledBtqlQueryStep implements Step {

    public static final Route SUCCESS = new Route("success", "The rows of a run, in log order");

    public static final Counter ROWS = new Counter("Rows Received", "A row was read");
    public static final Counter BYTES = new Counter("Bytes Received", "A byte of the log was read");
    public static final Counter RUNS = new Counter("Runs Completed", "A run was read to its end");
    public static final Counter LAG_SECONDS = Counter.level(
            "Lag Seconds", "How long ago the oldest of what waits beyond the last run was written, at least");
    public static final Counter LAG_ROWS =
            Counter.level("Lag Rows", "Rows that wait beyond the last run, where the log tells");

    public static final StepDescriptor DESCRIPTOR = describe(ScheduledBtqlQueryStep::api);

    private final StepContext context;
    private final LogSource source;
    private final SourceRuns runs;
    private final TestRuns tests;

    private ScheduledBtqlQueryStep(StepContext context, BraintrustApis apis) throws StepException {
        this.context = context;
        this.source = switch (context.settings().get(SourceSettings.LOG_SOURCE)) {
            case LOCAL_FILES -> files(context);
            case BRAINTRUST_API -> new BraintrustLog(context, apis.open(context));
        };
        RunAttributes attributes = new RunAttributes(context);
        this.runs = new SourceRuns(context, source, attributes);
        this.tests = new TestRuns(context, source, attributes);
    }

    /** The step with another way to Braintrust's endpoint. */
    static StepDescriptor describe(BraintrustApis apis) {
        return new StepDescriptor(
                "ScheduledBtqlQuery",
                "Reads LLM logs on schedule, each run from where the last one ended, without skipping or repeating a row.",
                StepDescriptor.Input.FORBIDDEN,
                AllSettings.IN_ORDER,
                List.of(SUCCESS),
                List.of(),
                List.of(
                        Attributes.RECORD_COUNT,
                        Attributes.MIME_TYPE,
                        Attributes.FILENAME,
                        Attributes.AUTOMATION_ID,
                        Attributes.AUTOMATION_NAME,
                        Attributes.AUTOMATION_DESCRIPTION,
                        Attributes.AUTOMATION_GENERATION,
                        Attributes.AUTOMATION_IS_TEST,
                        Attributes.ORGANIZATION_ID,
                        Attributes.ORGANIZATION_NAME,
                        Attributes.PROJECT_ID,
                        Attributes.PROJECT_NAME,
                        Attributes.WINDOW_START,
                        Attributes.WINDOW_END,
                        Attributes.CURSOR_START,
                        Attributes.CURSOR_END,
                        Attributes.RUN_ID,
                        Attributes.RUN_LAST,
                        Attributes.CATCHING_UP,
                        Attributes.LAG_SECONDS,
                        Attributes.LAG_ROWS,
                        Attributes.SNAPSHOT,
                        Attributes.COLUMNS,
                        Attributes.FRAGMENT_IDENTIFIER,
                        Attributes.FRAGMENT_INDEX,
                        Attributes.FRAGMENT_COUNT),
                List.of(ROWS, BYTES, RUNS, LAG_SECONDS, LAG_ROWS),
                new SourceRules(),
                context -> new ScheduledBtqlQueryStep(context, apis));
    }

    private static LogSource files(StepContext context) throws StepException {
        Settings settings = context.settings();
        List<String> paths = settings.get(SourceSettings.PATHS);
        try {
            return switch (settings.get(DataSettings.DATA)) {
                case SPANS -> new LocalFiles(paths, context.events());
                case TRACES -> new TracedFiles(paths, context.events(), settings);
                case CUSTOM ->
                    new QueriedFiles(new LocalFiles(paths, context.events()), LocalQuery.of(settings), context);
            };
        } catch (BtqlException e) {
            throw new StepException(LogQuestions.reason(settings, e), e);
        }
    }

    private static BraintrustApi api(StepContext context) {
        Settings settings = context.settings();
        ApiOptions usual =
                new ApiOptions(settings.get(BraintrustSettings.API_URL), settings.get(BraintrustSettings.API_KEY));
        ApiOptions options = new ApiOptions(
                usual.url(),
                usual.key(),
                settings.find(SourceSettings.ORGANIZATION_NAME),
                settings.get(BraintrustSettings.REQUEST_TIMEOUT),
                settings.get(BraintrustSettings.REQUESTS_PER_MINUTE).intValue(),
                usual.wire(),
                usual.handOver(),
                usual.longestRow(),
                usual.longestWait());
        return BraintrustApi.open(
                options,
                new Surroundings(
                        context.http(), context.clock(), context.randomness(), context::pause, context.events()::warn));
    }

    @Override
    public Progress trigger(StepSession session) throws StepException {
        if (!session.accepts(SUCCESS)) {
            return Progress.IDLE;
        }
        return switch (context.settings().get(SourceSettings.MODE)) {
            case SCHEDULED -> runs.trigger(session);
            case TEST_RUN -> tests.trigger(session);
        };
    }

    @Override
    public List<CheckResult> verify(Map<String, String> attributes) {
        return new SourceCheck(context, source).run();
    }

    @Override
    public void close() {
        source.close();
    }
}
