package io.btautomations.core.source;

import io.btautomations.core.identity.RunId;
import io.btautomations.core.source.log.LogSource;
import io.btautomations.core.source.log.StoppedException;
import io.btautomations.core.source.log.Times;
import io.btautomations.core.source.setting.DataSettings;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tests a source without moving it: the log can be read, and where in it the next run would begin. */
final class SourceCheck {

    private static final String CHECKPOINT = "Read checkpoint";

    private final StepContext context;
    private final LogSource source;

    SourceCheck(StepContext context, LogSource source) {
        this.context = context;
        this.source = source;
    }

    List<CheckResult> run() {
        List<CheckResult> results = new ArrayList<>(source.verify());
        results.add(checkpoint());
        return results;
    }

    private CheckResult checkpoint() {
        Optional<String> hidden = context.state().hidden();
        if (hidden.isPresent()) {
            return CheckResult.skipped(CHECKPOINT, hidden.get());
        }
        try {
            Optional<SourceState> found = new RunLedger(context.state()).read().state();
            if (found.isEmpty()) {
                return CheckResult.passed(
                        CHECKPOINT,
                        "There is no state yet: the first run begins at Start Position '"
                                + context.settings()
                                        .get(SourceSettings.START_POSITION)
                                        .value() + "'");
            }
            SourceState state = found.get();
            if (state.planned().isPresent()) {
                return CheckResult.passed(
                        CHECKPOINT,
                        "Run " + RunId.cursor(state.planned().get().sequence())
                                + " was interrupted and will be repeated as it was");
            }
            Instant now = Times.later(Times.toMillis(context.clock().now()), state.covered());
            LogSource.Limits all = new LogSource.Limits(Long.MAX_VALUE, Long.MAX_VALUE);
            AskedQuery query = AskedQuery.of(context.settings());
            if (!state.query().isEmpty() && !query.isAskedBy(state)) {
                query.keep(state, context.settings().get(DataSettings.ON_QUERY_CHANGE));
            }
            Optional<LogSource.Portion> waiting =
                    source.plan(state.position(), all, now, state.node().equals(context.nodeId()));
            return CheckResult.passed(
                    CHECKPOINT,
                    "The next run is " + RunId.cursor(state.sequence() + 1) + ", covers from "
                            + Times.text(state.covered()) + " on and finds "
                            + waiting.map(LogSource.Portion::content).orElse("nothing yet"));
        } catch (StoppedException e) {
            return CheckResult.skipped(CHECKPOINT, "The test was stopped");
        } catch (StepException e) {
            return CheckResult.failed(CHECKPOINT, String.valueOf(e.getMessage()));
        }
    }
}
