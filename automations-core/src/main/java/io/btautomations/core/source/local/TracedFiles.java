package io.btautomations.core.source.local;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.CompiledQuery;
import io.btautomations.btql.execute.QueryLimitException;
import io.btautomations.btql.plan.DefaultOrder;
import io.btautomations.btql.row.RowBlockReader;
import io.btautomations.btql.row.RowLimits;
import io.btautomations.btql.value.TextValue;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.source.file.FileProblem;
import io.btautomations.core.source.log.LogQuestions;
import io.btautomations.core.source.log.LogSource;
import io.btautomations.core.source.log.PlannedRun;
import io.btautomations.core.source.log.RowFields;
import io.btautomations.core.source.log.RowSink;
import io.btautomations.core.source.log.StartPoint;
import io.btautomations.core.source.log.Times;
import io.btautomations.core.source.setting.DataSettings;
import io.btautomations.core.spool.SpoolFile;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.StepEvents;
import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The traces of files. A trace is sent once nothing of it was read for a while, with what was read of it lately; again
 * if more is read later. A summary whose root was not read lately says so: {@code trace.complete} is false in it.
 */
public final class TracedFiles implements LogSource {

    private static final int BLOCK = 1 << 16;
    private static final String SUMMARIES = "select: * | from: project_logs('files') summary | preview_length: -1";
    private static final String ROOT = "is_root = true or span_id = root_span_id";
    private static final String INCOMPLETE = ",\"trace\":{\"complete\":false}}";
    private static final int END_CHARACTERS = Times.text(Instant.EPOCH).length();

    private final LocalFiles files;
    /** The same files; what is gone of them is not reported again. */
    private final LocalFiles filesReadBefore;

    private final boolean isSummary;
    private final Duration idle;
    private final Duration lookback;

    public TracedFiles(List<String> patterns, StepEvents events, Settings settings) {
        this.files = new LocalFiles(patterns, events);
        this.filesReadBefore = new LocalFiles(patterns, new QuietEvents());
        this.isSummary = settings.get(DataSettings.TRACE_ROWS) == DataSettings.TraceRows.SUMMARY;
        this.idle = settings.get(DataSettings.TRACE_IDLE);
        this.lookback = settings.get(DataSettings.TRACE_LOOKBACK);
    }

    /**
     * What a run reads.
     *
     * @param rest traces that rest since then are sent
     * @param end when the new rows were read
     * @param range of the new rows, in the words of the files; empty if there are none
     */
    private record Run(Instant rest, Instant end, String range) {

        static Run parse(String text) {
            return new Run(
                    Instant.parse(text.substring(0, END_CHARACTERS)),
                    Instant.parse(text.substring(END_CHARACTERS + 1, 2 * END_CHARACTERS + 1)),
                    text.substring(2 * END_CHARACTERS + 2));
        }

        /** The portions that were read lately, the new one included. */
        TracePortions in(Map<String, String> position) {
            TracePortions before = TracePortions.of(position);
            return range.isEmpty() ? before : before.and(end, range);
        }

        @Override
        public String toString() {
            return Times.text(rest) + " " + Times.text(end) + " " + range;
        }
    }

    @Override
    public boolean hasPlaces() {
        return false;
    }

    @Override
    public Beginning begin(StartPoint start, Instant now) throws StepException {
        Beginning beginning = files.begin(start, now);
        Map<String, String> position = new TracePortions(now.minus(idle), List.of()).with(beginning.position());
        return new Beginning(position, beginning.since());
    }

    @Override
    public Optional<Portion> plan(Map<String, String> position, Limits limits, Instant now, boolean sameNode)
            throws StepException {
        Portion rows = files.plan(TracePortions.filesIn(position), limits, now, sameNode)
                .orElseThrow(() -> new IllegalStateException("files can always be planned"));
        TracePortions before = TracePortions.of(position);
        Instant rest = Times.later(now.minus(idle), before.rest());
        Run run = new Run(rest, now, rows.range());
        boolean isEmpty = rows.isEmpty() && run.in(position).resting(rest).isEmpty();
        return Optional.of(new Portion(
                run.toString(),
                isEmpty,
                rows.content(),
                rows.catchingUp(),
                rows.lagSeconds(),
                rows.lagRows(),
                rows.extent(),
                true));
    }

    @Override
    public Optional<Portion> read(
            PlannedRun planned,
            Map<String, String> position,
            Optional<Limits> limits,
            RowSink rows,
            Instant now,
            boolean sameNode)
            throws StepException {
        Run run = Run.parse(planned.range());
        TracePortions portions = run.in(position);
        RowFields trace = RowFields.of("root_span_id");
        Set<String> ended = new HashSet<>();
        LineSink adding =
                new LineSink((bytes, from, to) -> trace.text(bytes, from, to).ifPresent(ended::add));
        LineSink removing =
                new LineSink((bytes, from, to) -> trace.text(bytes, from, to).ifPresent(ended::remove));
        copy(portions.resting(run.rest()), run, adding, now, sameNode);
        copy(portions.since(run.rest()), run, removing, now, sameNode);
        if (ended.isEmpty()) {
            return Optional.empty();
        }
        Spans spans = keeping -> {
            LineSink ofEnded = new LineSink((bytes, from, to) -> {
                if (trace.text(bytes, from, to).filter(ended::contains).isPresent()) {
                    keeping.take(bytes, from, to);
                }
            });
            copy(portions.upTo(run.rest()), run, ofEnded.telling(rows), now, sameNode);
        };
        send(spans, rows);
        return Optional.empty();
    }

    private void copy(List<TracePortions.Portion> portions, Run run, RowSink sink, Instant now, boolean sameNode)
            throws StepException {
        for (TracePortions.Portion portion : portions) {
            boolean isNew = portion.end().equals(run.end());
            (isNew ? files : filesReadBefore).copy(portion.range(), sink, now, sameNode);
        }
    }

    /** Finds spans. */
    @FunctionalInterface
    private interface Spans {
        void into(LineSink.Line keeping) throws StepException;
    }

    /** Puts the traces of spans into {@code rows}. */
    private void send(Spans spans, RowSink rows) throws StepException {
        try (SpoolFile spool = SpoolFile.create()) {
            OutputStream out = spool.append();
            spans.into((bytes, from, to) -> {
                out.write(bytes, from, to - from);
                out.write('\n');
            });
            out.flush();
            if (isSummary) {
                sendSummaries(spool, rows);
            } else {
                sendSpans(spool.read(), rows);
            }
        } catch (IOException e) {
            throw new StepException("The spans of traces cannot be kept or sent: " + FileProblem.describe(e), e);
        }
    }

    private static void sendSpans(InputStream spans, RowSink rows) throws IOException {
        byte[] block = new byte[BLOCK];
        for (int count = spans.read(block); count >= 0; count = spans.read(block)) {
            rows.write(block, 0, count);
        }
        rows.endRow();
    }

    private static void sendSummaries(SpoolFile spool, RowSink rows) throws IOException, StepException {
        try {
            Set<String> whole = new HashSet<>();
            CompiledQuery roots = query("select: root_span_id | filter: " + ROOT);
            roots.run(() -> lines(spool), row -> {
                if (row.value("root_span_id") instanceof TextValue id) {
                    whole.add(id.text());
                }
            });
            query(SUMMARIES).run(() -> lines(spool), row -> {
                boolean isWhole = row.value("root_span_id") instanceof TextValue id && whole.contains(id.text());
                String json = row.toJson();
                String told = isWhole ? json : json.substring(0, json.length() - 1) + INCOMPLETE;
                byte[] bytes = told.getBytes(StandardCharsets.UTF_8);
                rows.write(bytes, 0, bytes.length);
                rows.endRow();
            });
        } catch (QueryLimitException e) {
            throw new StepException(
                    "The traces of a run take too much memory: " + e.getMessage()
                            + "; lower Max Run Bytes or Trace Lookback",
                    e);
        }
    }

    private static CompiledQuery query(String text) {
        try {
            return Btql.query(text, LogQuestions.OPTIONS.withOrder(DefaultOrder.AS_READ));
        } catch (BtqlException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RowBlockReader lines(SpoolFile spool) {
        return new RowBlockReader(spool.read(), RowLimits.DEFAULT, RowBlockReader.LastLine.DELIVER);
    }

    @Override
    public Map<String, String> after(Map<String, String> position, String range) {
        Run run = Run.parse(range);
        Map<String, String> filesAfter = files.after(TracePortions.filesIn(position), run.range());
        return run.in(position).after(run.rest(), run.rest().minus(lookback)).with(filesAfter);
    }

    /** Nothing came to rest: what was read before stays as it is. */
    @Override
    public Map<String, String> past(Map<String, String> position, String range) {
        Map<String, String> filesPast =
                files.past(TracePortions.filesIn(position), Run.parse(range).range());
        return TracePortions.of(position).with(filesPast);
    }

    @Override
    public void readNewest(long most, RowSink rows) throws StepException {
        send(keeping -> files.readNewest(most, new LineSink(keeping).telling(rows)), rows);
    }

    @Override
    public List<CheckResult> verify() {
        return files.verify();
    }
}
