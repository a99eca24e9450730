package io.btautomations.core.source;

import io.btautomations.core.identity.RunId;
import io.btautomations.core.identity.Ulid;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Runs of a source, one after the other. A run is planned in the state before anything is read, and recorded as done
 * once what it sent is durable; in between, whoever finds the plan repeats it. For one thread.
 */
final class SourceRuns {

    private final StepContext context;
    private final Settings settings;
    private final LogSource source;
    private final RunAttributes attributes;
    private final RunLedger ledger;
    private Optional<Delivered> delivered = Optional.empty();

    /**
     * A run whose items are durable.
     *
     * @param summary what the history tells of it
     */
    private record Delivered(PlannedRun run, String summary) {}

    SourceRuns(StepContext context, LogSource source, RunAttributes attributes) {
        this.context = context;
        this.settings = context.settings();
        this.source = source;
        this.attributes = attributes;
        this.ledger = new RunLedger(context.state());
    }

    /** One run, if there is one to make. */
    Progress trigger(StepSession session) throws StepException {
        recordDelivered();
        RunLedger.Page page = started(ledger.read());
        SourceState state = page.state().orElseThrow();
        Optional<PlannedRun> run = state.planned().isPresent() ? state.planned() : plan(page, state);
        if (run.isEmpty()) {
            return Progress.IDLE;
        }
        send(run.get(), state, session);
        return run.get().catchingUp() ? Progress.MORE : Progress.DONE;
    }

    /** A page with a generation. */
    private RunLedger.Page started(RunLedger.Page page) throws StepException {
        Optional<String> wanted = settings.find(SourceSettings.GENERATION);
        if (page.state().isPresent()) {
            String current = page.state().get().generation();
            if (wanted.isPresent() && !wanted.get().equals(current)) {
                throw new StepException("Generation is set to " + wanted.get() + " but the state is of generation "
                        + current + ": clear the state to start the new one, or the setting to go on");
            }
            return page;
        }
        Instant now = now();
        LogSource.Beginning beginning = source.begin(settings.get(SourceSettings.START_POSITION), now);
        SourceState first = new SourceState(
                wanted.orElseGet(() -> Ulid.mint(context.clock(), context.randomness())),
                0,
                Times.toMillis(beginning.since()),
                context.nodeId(),
                Optional.empty(),
                Map.of(),
                beginning.position());
        replace(page, first);
        RunLedger.Page written = ledger.read();
        if (written.state().isEmpty()) {
            throw overtaken();
        }
        return written;
    }

    private Optional<PlannedRun> plan(RunLedger.Page page, SourceState state) throws StepException {
        Instant now = Times.later(now(), state.covered());
        LogSource.Limits limits = new LogSource.Limits(
                settings.find(SourceSettings.MAX_RUN_ROWS).orElse(Long.MAX_VALUE),
                settings.get(SourceSettings.MAX_RUN_BYTES));
        boolean sameNode = state.node().equals(context.nodeId());
        LogSource.Portion portion = source.plan(state.position(), limits, now, sameNode);
        boolean skips = settings.get(SourceSettings.ZERO_ROW_RUNS) == SourceSettings.ZeroRowRuns.SKIP;
        if (portion.bytes() == 0 && skips) {
            Map<String, String> position = source.after(state.position(), portion.range());
            if (!position.equals(state.position())) {
                replace(page, state.at(position));
            }
            return Optional.empty();
        }
        long sequence = state.sequence() + 1;
        PlannedRun run = new PlannedRun(
                sequence,
                RunId.of(attributes.automationId(), state.generation(), sequence),
                state.covered(),
                now,
                settings.get(SourceSettings.ROWS_PER_FLOWFILE),
                settings.get(SourceSettings.BYTES_PER_FLOWFILE),
                portion.catchingUp(),
                portion.lagSeconds(),
                context.nodeId(),
                portion.range());
        replace(page, state.with(run));
        return Optional.of(run);
    }

    private void send(PlannedRun run, SourceState state, StepSession session) throws StepException {
        RowCutter cutter = new RowCutter(
                session,
                context.events(),
                context.clock(),
                attributes.of(run, state.generation()),
                RunId.cursor(run.sequence()),
                run.rowsPerItem(),
                run.bytesPerItem());
        boolean isRead = false;
        try {
            source.read(run.range(), cutter, now(), run.node().equals(context.nodeId()));
            isRead = true;
        } finally {
            if (!isRead) {
                cutter.abandon();
            }
        }
        cutter.finish();
        context.events().count(ScheduledBtqlQueryStep.ROWS, cutter.rows());
        context.events().count(ScheduledBtqlQueryStep.BYTES, cutter.bytes());
        context.events().count(ScheduledBtqlQueryStep.RUNS, 1);
        String summary = "rows=" + cutter.rows() + " bytes=" + cutter.bytes() + " flowfiles=" + cutter.items()
                + " window=" + Times.text(run.windowStart()) + "/" + Times.text(run.windowEnd()) + " catching.up="
                + run.catchingUp() + " node=" + context.nodeId();
        session.afterCommit(() -> {
            delivered = Optional.of(new Delivered(run, summary));
            recordDelivered();
        });
    }

    /** Records the run that was delivered last, if that is still to be done. */
    private void recordDelivered() throws StepException {
        if (delivered.isPresent()) {
            record(delivered.get());
            delivered = Optional.empty();
        }
    }

    private void record(Delivered done) throws StepException {
        RunLedger.Page page = ledger.read();
        Optional<SourceState> state = page.state()
                .filter(current -> current.planned().filter(done.run()::equals).isPresent());
        if (state.isPresent()) {
            Map<String, String> position =
                    source.after(state.get().position(), done.run().range());
            replace(page, state.get().after(done.run(), done.summary(), position));
        }
    }

    private void replace(RunLedger.Page page, SourceState next) throws StepException {
        if (!ledger.replace(page, next)) {
            throw overtaken();
        }
    }

    private static StepException overtaken() {
        return new StepException("The state was changed by another node, or cleared, in the meantime; trying again");
    }

    private Instant now() {
        return Times.toMillis(context.clock().now());
    }
}
