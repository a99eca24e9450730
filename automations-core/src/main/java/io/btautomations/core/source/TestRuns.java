package io.btautomations.core.source;

import io.btautomations.core.identity.StableId;
import io.btautomations.core.identity.Ulid;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import java.time.Instant;

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
        Instant now = Times.toMillis(context.clock().now());
        String generation = new RunLedger(context.state())
                .read()
                .state()
                .map(SourceState::generation)
                .orElseGet(() -> Ulid.mint(context.clock(), context.randomness()));
        Instant since = Times.toMillis(
                source.begin(SourceSettings.StartPosition.BEGINNING, now).since());
        String runId = StableId.of("test_", attributes.automationId(), generation, Times.text(now))
                .substring(0, 31);
        RowCutter cutter = new RowCutter(
                session,
                context.events(),
                context.clock(),
                attributes.ofTest(runId, generation, since, now),
                runId,
                Long.MAX_VALUE,
                Long.MAX_VALUE);
        boolean isRead = false;
        try {
            source.readNewest(context.settings().get(SourceSettings.TEST_ROWS), cutter);
            isRead = true;
        } finally {
            if (!isRead) {
                cutter.abandon();
            }
        }
        cutter.finish();
        context.events().info("Test run: " + cutter.rows() + " of the newest rows were sent; the checkpoint stays");
        return Progress.DONE;
    }
}
