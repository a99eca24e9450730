package io.btautomations.core.source;

import io.btautomations.core.identity.StableId;
import io.btautomations.core.identity.Ulid;
import io.btautomations.core.source.log.LogSource;
import io.btautomations.core.source.log.PlannedRun;
import io.btautomations.core.source.log.StartPoint;
import io.btautomations.core.source.log.StoppedException;
import io.btautomations.core.source.log.Times;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs that send the newest rows to try an automation, and leave the state as it is. */
final class TestRuns {

    private final StepContext context;
    private final LogSource source;
    private final RunAttributes attributes;

    TestRuns(StepContext context, LogSource source, RunAttributes attributes) {
        this.context = context;
        this.source = source;
        this.attributes = attributes;
    }

    Progress trigger(StepSession session) throws StepException {
        try {
            return run(session);
        } catch (StoppedException e) {
            return Progress.IDLE;
        }
    }

    private Progress run(StepSession session) throws StepException, StoppedException {
        Instant now = Times.toMillis(context.clock().now());
        String generation = new RunLedger(context.state())
                .read()
                .state()
                .map(SourceState::generation)
                .orElseGet(() -> Ulid.mint(context.clock(), context.randomness()));
        Instant since =
                Times.toMillis(source.begin(new StartPoint.Oldest(), now).since());
        String runId = StableId.of("test_", attributes.automationId(), generation, Times.text(now))
                .substring(0, 31);
        RowCutter cutter = new RowCutter(
                session,
                context.events(),
                context.clock(),
                runId,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                new PlannedRun.Settlement.AtPlaces(List.of()));
        cutter.fill(rows -> {
            source.readNewest(context.settings().get(SourceSettings.TEST_ROWS), rows);
            return Optional.empty();
        });
        cutter.end();
        cutter.send(attributes.ofTest(runId, generation, since, now, source.projectId()));
        context.events().info("Test run: " + cutter.rows() + " of the newest rows were sent; the checkpoint stays");
        return Progress.DONE;
    }
}
