package io.btautomations.core.source;

import io.btautomations.core.identity.RunId;
import io.btautomations.core.identity.Ulid;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.source.log.LogSource;
import io.btautomations.core.source.log.PlannedRun;
import io.btautomations.core.source.log.StartPoint;
import io.btautomations.core.source.log.StoppedException;
import io.btautomations.core.source.log.Times;
import io.btautomations.core.source.setting.DataSettings;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import java.time.Instant;
import java.util.List;
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
    private final AskedQuery query;
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
        this.query = AskedQuery.of(settings);
        this.ledger = new RunLedger(context.state());
    }

    /** One run, if there is one to make. */
    Progress trigger(StepSession session) throws StepException {
        recordDelivered();
        try {
            RunLedger.Page page = started(ledger.read());
            SourceState state = page.state().orElseThrow();
            Optional<PlannedRun> run = state.planned().isPresent() ? state.planned() : plan(page, state);
            return run.isEmpty() ? Progress.IDLE : make(run.get(), state, session);
        } catch (StoppedException e) {
            return Progress.IDLE;
        }
    }

    /** A page with a generation, of the query that the settings ask. */
    private RunLedger.Page started(RunLedger.Page page) throws StepException, StoppedException {
        Optional<String> wanted = settings.find(SourceSettings.GENERATION);
        if (page.state().isPresent()) {
            String current = page.state().get().generation();
            if (wanted.isPresent() && !wanted.get().equals(current)) {
                throw new StepException("Generation is set to " + wanted.get() + " but the state is of generation "
                        + current + ": clear the state to start the new one, or the setting to go on");
            }
            return asking(page, page.state().get());
        }
        Optional<Rewind> rewind = Rewind.of(page.raw().entries());
        if (rewind.isPresent() && wanted.isPresent()) {
            throw new StepException(
                    "Generation is set to " + wanted.get() + ", so no new one can begin to rewind: clear the setting");
        }
        Instant now = now();
        StartPoint start = rewind.map(Rewind::start).orElseGet(() -> StartPoint.of(settings));
        LogSource.Beginning beginning = source.begin(start, now);
        SourceState first = new SourceState(
                wanted.orElseGet(() -> Ulid.mint(context.clock(), context.randomness())),
                0,
                Times.toMillis(beginning.since()),
                context.nodeId(),
                Optional.empty(),
                Map.of(),
                query.entries(),
                Superseded.of(page.raw().entries()),
                beginning.position());
        rewind.ifPresent(wish -> context.events()
                .info(first.superseded()
                        .map(old -> "Rewound to " + wish + ": generation " + first.generation() + " supersedes "
                                + old.generation() + " from run " + old.from())
                        .orElse("Rewound to " + wish + ": generation " + first.generation())));
        return replaced(page, first);
    }

    private RunLedger.Page asking(RunLedger.Page page, SourceState state) throws StepException {
        if (query.isAskedBy(state)) {
            return page;
        }
        if (!state.query().isEmpty()) {
            context.events().info(query.keep(state, settings.get(DataSettings.ON_QUERY_CHANGE)));
        }
        return replaced(page, state.asking(query.entries()));
    }

    private RunLedger.Page replaced(RunLedger.Page page, SourceState next) throws StepException {
        replace(page, next);
        RunLedger.Page written = ledger.read();
        if (written.state().isEmpty()) {
            throw overtaken();
        }
        return written;
    }

    private Optional<PlannedRun> plan(RunLedger.Page page, SourceState state) throws StepException, StoppedException {
        Instant now = Times.later(now(), state.covered());
        Optional<LogSource.Portion> planned = source.plan(state.position(), limits(), now, isSameNode(state.node()));
        if (planned.isEmpty()) {
            return Optional.empty();
        }
        LogSource.Portion portion = planned.get();
        boolean skips = settings.get(SourceSettings.ZERO_ROW_RUNS) == SourceSettings.ZeroRowRuns.SKIP;
        if (portion.isEmpty() && skips) {
            Map<String, String> position = source.past(state.position(), portion.range());
            if (!position.equals(state.position())) {
                replace(page, state.at(position));
            }
            return Optional.empty();
        }
        long sequence = state.sequence() + 1;
        Optional<LogSource.Extent> extent = portion.extent();
        PlannedRun run = new PlannedRun(
                sequence,
                RunId.of(attributes.automationId(), state.generation(), sequence),
                state.covered(),
                extent.map(end -> Times.later(end.windowEnd(), state.covered())).orElse(now),
                settings.get(SourceSettings.ROWS_PER_FLOWFILE),
                settings.get(SourceSettings.BYTES_PER_FLOWFILE),
                portion.catchingUp(),
                portion.lagSeconds(),
                portion.lagRows(),
                context.nodeId(),
                portion.range(),
                extent.map(LogSource.Extent::cursorStart).orElseGet(() -> RunId.cursor(sequence)),
                extent.map(LogSource.Extent::cursorEnd).orElseGet(() -> RunId.cursor(sequence + 1)),
                settlement(portion));
        replace(page, state.with(run));
        return Optional.of(run);
    }

    private PlannedRun.Settlement settlement(LogSource.Portion portion) {
        if (!source.hasPlaces()) {
            return new PlannedRun.Settlement.ByBytes();
        }
        return portion.isSettled() ? new PlannedRun.Settlement.AtPlaces(List.of()) : new PlannedRun.Settlement.Open();
    }

    private Progress make(PlannedRun planned, SourceState state, StepSession session)
            throws StepException, StoppedException {
        RowCutter cutter = new RowCutter(
                session,
                context.events(),
                context.clock(),
                RunId.cursor(planned.sequence()),
                planned.rowsPerItem(),
                planned.bytesPerItem(),
                planned.cuts());
        Optional<LogSource.Limits> limits = planned.isSettled() ? Optional.empty() : Optional.of(limits());
        Optional<LogSource.Portion> portion = cutter.fill(
                rows -> source.read(planned, state.position(), limits, rows, now(), isSameNode(planned.node())));
        PlannedRun run = portion.isEmpty() ? planned : settle(planned, portion.get(), cutter);
        cutter.end();
        cutter.send(attributes.of(run, state.generation(), source.projectId()));
        report(run, cutter, session);
        return run.catchingUp() ? Progress.MORE : Progress.DONE;
    }

    /** Decides where the run ends and how it is cut, so that whoever repeats it from now on sends the same. */
    private PlannedRun settle(PlannedRun planned, LogSource.Portion portion, RowCutter cutter) throws StepException {
        RunLedger.Page page = ledger.read();
        SourceState state = page.state()
                .filter(current -> current.planned().filter(planned::equals).isPresent())
                .orElseThrow(SourceRuns::overtaken);
        Instant end = portion.extent().map(LogSource.Extent::windowEnd).orElse(planned.windowEnd());
        PlannedRun settled = planned.settled(portion, Times.later(end, planned.windowStart()), cutter.places());
        replace(page, state.with(settled));
        return settled;
    }

    private void report(PlannedRun run, RowCutter cutter, StepSession session) {
        context.events().count(ScheduledBtqlQueryStep.ROWS, cutter.rows());
        context.events().count(ScheduledBtqlQueryStep.BYTES, cutter.bytes());
        context.events().count(ScheduledBtqlQueryStep.RUNS, 1);
        context.events().level(ScheduledBtqlQueryStep.LAG_SECONDS, run.lagSeconds());
        if (!run.catchingUp() || run.lagRows() >= 0) {
            context.events().level(ScheduledBtqlQueryStep.LAG_ROWS, Math.max(0, run.lagRows()));
        }
        String summary = "rows=" + cutter.rows() + " bytes=" + cutter.bytes() + " flowfiles=" + cutter.items()
                + " window=" + Times.text(run.windowStart()) + "/" + Times.text(run.windowEnd()) + " catching.up="
                + run.catchingUp() + (run.lagRows() < 0 ? "" : " lag.rows=" + run.lagRows()) + " node="
                + context.nodeId();
        session.afterCommit(() -> {
            delivered = Optional.of(new Delivered(run, summary));
            recordDelivered();
        });
    }

    private LogSource.Limits limits() {
        return new LogSource.Limits(
                settings.find(SourceSettings.MAX_RUN_ROWS).orElse(Long.MAX_VALUE),
                settings.get(SourceSettings.MAX_RUN_BYTES));
    }

    private boolean isSameNode(String node) {
        return node.equals(context.nodeId());
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
