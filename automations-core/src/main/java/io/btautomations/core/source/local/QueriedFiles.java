package io.btautomations.core.source.local;

import io.btautomations.btql.row.RowBlockReader;
import io.btautomations.btql.row.RowBlocks;
import io.btautomations.btql.row.RowLimits;
import io.btautomations.core.source.file.FileProblem;
import io.btautomations.core.source.log.LogSource;
import io.btautomations.core.source.log.PlannedRun;
import io.btautomations.core.source.log.RowSink;
import io.btautomations.core.source.log.StartPoint;
import io.btautomations.core.spool.SpoolFile;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a query over files: of rows row by row, of groups over all that is new, or of all that there is. In the
 * query {@code now()} is the end of the run's window, so that a repeated run gives the same rows, if the files are the
 * same.
 */
public final class QueriedFiles implements LogSource {

    /** Rows that are put to a query of rows at a time. */
    private static final int CHUNK = 1 << 20;

    /** Stands for a portion that is all there is. */
    private static final Portion WHOLE_LOG =
            new Portion("all", false, "the whole result", false, 0, -1, Optional.empty(), true);

    private final LocalFiles files;
    private final LocalQuery query;
    private final StepContext context;

    public QueriedFiles(LocalFiles files, LocalQuery query, StepContext context) {
        this.files = files;
        this.query = query;
        this.context = context;
    }

    @Override
    public boolean hasPlaces() {
        return files.hasPlaces();
    }

    @Override
    public Beginning begin(StartPoint start, Instant now) throws StepException {
        return isOfLog() ? new Beginning(Map.of(), now) : files.begin(start, now);
    }

    /** Groups are of everything that is new. */
    @Override
    public Optional<Portion> plan(Map<String, String> position, Limits limits, Instant now, boolean sameNode)
            throws StepException {
        return switch (query.extent()) {
            case ROW -> files.plan(position, limits, now, sameNode);
            case RUN -> files.plan(position, new Limits(Long.MAX_VALUE, Long.MAX_VALUE), now, sameNode);
            case LOG -> Optional.of(WHOLE_LOG);
        };
    }

    private boolean isOfLog() {
        return query.extent() == LocalQuery.Extent.LOG;
    }

    @Override
    public Optional<Portion> read(
            PlannedRun run,
            Map<String, String> position,
            Optional<Limits> limits,
            RowSink rows,
            Instant now,
            boolean sameNode)
            throws StepException {
        try {
            switch (query.extent()) {
                case ROW -> {
                    Chunks chunks = new Chunks(run.windowEnd(), rows);
                    files.copy(run.range(), chunks, now, sameNode);
                    chunks.end();
                }
                case RUN -> readTogether(spool -> files.copy(run.range(), spool, now, sameNode), run.windowEnd(), rows);
                case LOG -> readTogether(spool -> files.copyAll(spool, now), run.windowEnd(), rows);
            }
        } catch (IOException e) {
            throw new StepException("The rows for Query cannot be kept or sent: " + FileProblem.describe(e), e);
        }
        return Optional.empty();
    }

    /** Puts rows somewhere. */
    @FunctionalInterface
    private interface RowCopy {
        void to(RowSink sink) throws StepException;
    }

    private void readTogether(RowCopy input, Instant time, RowSink rows) throws IOException, StepException {
        try (SpoolFile spool = SpoolFile.create()) {
            OutputStream out = spool.append();
            input.to(new Spool(out, rows));
            out.flush();
            report(query.run(() -> lines(spool.read()), time, rows));
        }
    }

    @Override
    public Map<String, String> after(Map<String, String> position, String range) {
        return isOfLog() ? position : files.after(position, range);
    }

    @Override
    public void readNewest(long most, RowSink rows) throws StepException {
        ByteArrayOutputStream newest = new ByteArrayOutputStream();
        files.readNewest(most, new Spool(newest, rows));
        try {
            byte[] bytes = newest.toByteArray();
            report(query.run(
                    () -> lines(new ByteArrayInputStream(bytes)),
                    context.clock().now(),
                    rows));
        } catch (IOException e) {
            throw new StepException("The rows of Query cannot be sent: " + FileProblem.describe(e), e);
        }
    }

    @Override
    public List<CheckResult> verify() {
        return files.verify();
    }

    private static RowBlocks lines(InputStream in) {
        return new RowBlockReader(in, RowLimits.DEFAULT, RowBlockReader.LastLine.DELIVER);
    }

    private void report(long malformed) {
        if (malformed > 0) {
            context.events()
                    .warn(malformed + " rows are not one JSON object, or longer than 16 MB; Query leaves them out");
        }
    }

    /** Puts whole rows to the query, many at a time. */
    private final class Chunks implements RowSink {

        private final Instant time;
        private final RowSink rows;
        private final ByteArrayOutputStream held = new ByteArrayOutputStream();
        private long malformed;

        Chunks(Instant time, RowSink rows) {
            this.time = time;
            this.rows = rows;
        }

        @Override
        public void from(String uri) {
            rows.from(uri);
        }

        @Override
        public void write(byte[] bytes, int from, int to) throws IOException {
            int lastEnd = to;
            while (lastEnd > from && bytes[lastEnd - 1] != '\n') {
                lastEnd--;
            }
            held.write(bytes, from, lastEnd - from);
            if (lastEnd > from && held.size() >= CHUNK) {
                put();
            }
            held.write(bytes, lastEnd, to - lastEnd);
        }

        @Override
        public void endRow() {
            held.write('\n');
        }

        void end() throws IOException, StepException {
            put();
            report(malformed);
        }

        private void put() throws IOException {
            byte[] chunk = held.toByteArray();
            held.reset();
            try {
                malformed += query.run(() -> lines(new ByteArrayInputStream(chunk)), time, rows);
            } catch (StepException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    /** Keeps rows as they come. */
    private record Spool(OutputStream out, RowSink rows) implements RowSink {

        @Override
        public void from(String uri) {
            rows.from(uri);
        }

        @Override
        public void write(byte[] bytes, int from, int to) throws IOException {
            out.write(bytes, from, to - from);
        }

        @Override
        public void endRow() throws IOException {
            out.write('\n');
        }
    }
}
