package io.btautomations.btql.execute;

import io.btautomations.btql.eval.Compiler;
import io.btautomations.btql.eval.Condition;
import io.btautomations.btql.eval.ScannedRow;
import io.btautomations.btql.function.CallContext;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.row.PathSet;
import io.btautomations.btql.row.RowBlock;
import io.btautomations.btql.row.RowBlocks;
import io.btautomations.btql.row.RowReading;
import io.btautomations.btql.row.SlotValues;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.Step;
import io.btautomations.btql.value.Truth;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One run of a plan: drives rows from each step to the one above it. */
final class Execution implements Closeable {

    private final RowSupplier supplier;
    private final CallContext context;
    private final QueryLimits limits;
    private final long sampleSeed;
    private final RowReading reading;
    private final Retained retained;
    private final Optional<SpillSpace> spillSpace;
    private final List<SpillFile> spillFiles = new ArrayList<>();

    private long rowsRead;
    private long malformedRows;
    private long oversizedRows;
    private long ordinal;
    private Optional<String> cursor = Optional.empty();
    private boolean hasMore;

    Execution(
            RowSupplier supplier,
            CallContext context,
            QueryLimits limits,
            long sampleSeed,
            RowReading reading,
            Optional<SpillSpace> spillSpace) {
        this.supplier = supplier;
        this.context = context;
        this.limits = limits;
        this.sampleSeed = sampleSeed;
        this.reading = reading;
        this.spillSpace = spillSpace;
        this.retained = new Retained(limits.retainedBytes());
    }

    CallContext context() {
        return context;
    }

    QueryLimits limits() {
        return limits;
    }

    Retained retained() {
        return retained;
    }

    /** The number of the row that is being scanned, from 0. */
    long ordinal() {
        return ordinal;
    }

    void cursor(Optional<String> newCursor) {
        cursor = newCursor;
    }

    /** Whether a limit leaves rows out. */
    void hasMore(boolean newHasMore) {
        hasMore = newHasMore;
    }

    boolean canSpill() {
        return spillSpace.isPresent();
    }

    /** A file to put rows away in; it is given up with this execution at the latest. */
    SpillFile newSpillFile() throws IOException {
        SpillFile file = spillSpace.orElseThrow().newFile();
        spillFiles.add(file);
        return file;
    }

    @Override
    public void close() throws IOException {
        for (SpillFile file : spillFiles) {
            file.close();
        }
    }

    QueryStatistics statistics(long rowsReturned) {
        return new QueryStatistics(rowsRead, malformedRows, oversizedRows, rowsReturned, cursor, hasMore);
    }

    /** A compiler for the expressions of the step above {@code input}. */
    static Compiler compiler(PlanNode input) {
        return new Compiler(paths(input));
    }

    private static PathSet paths(PlanNode node) {
        return switch (node) {
            case PlanNode.Scan scan -> scan.paths();
            case PlanNode.Subquery subquery -> subquery.paths();
            case PlanNode.Summarize summarize -> summarize.paths();
            case PlanNode.Group group -> PathSet.of(List.of());
            default -> paths(node.input().orElseThrow());
        };
    }

    /** Gives the result of a plan to {@code out}. */
    void results(PlanNode node, ResultConsumer out) throws IOException, QueryLimitException {
        switch (node) {
            case PlanNode.Project project -> project(project, out);
            case PlanNode.Pivot pivot -> {
                PivotStep step = new PivotStep(pivot, this);
                rows(pivot.from(), step);
                step.finish(out);
            }
            case PlanNode.Limit limit -> results(limit.from(), new LimitedResults(limit.count(), out));
            case PlanNode.Infer infer -> {
                InferStep step = new InferStep(infer, this);
                rows(infer.from(), step);
                step.finish(out);
            }
            default -> throw new IllegalStateException("a plan does not end with " + node);
        }
    }

    private void project(PlanNode.Project project, ResultConsumer out) throws IOException, QueryLimitException {
        PlanNode input = project.from();
        OptionalLong limit = OptionalLong.empty();
        if (input instanceof PlanNode.Limit limited) {
            limit = OptionalLong.of(limited.count());
            input = limited.from();
        }
        if (input instanceof PlanNode.Sort sort) {
            SortedProjection step = new SortedProjection(project, sort.keys(), limit, this);
            rows(sort.from(), step);
            step.finish(out);
        } else {
            Projection projection = new Projection(project);
            LimitedResults limited = new LimitedResults(limit.orElse(Long.MAX_VALUE), out);
            if (limited.isOpen()) {
                rows(input, row -> {
                    cursor = projection.cursor(row);
                    return limited.accept(projection.result(row));
                });
            }
        }
    }

    /** Gives the rows of a step to {@code out}. */
    void rows(PlanNode node, RowConsumer out) throws IOException, QueryLimitException {
        switch (node) {
            case PlanNode.Scan scan -> scan(scan.paths(), out);
            case PlanNode.Subquery subquery -> subquery(subquery, out);
            case PlanNode.SelectTraces select -> {
                TraceSelection selection = TraceSelection.of(select, this);
                rows(select.from(), row -> !selection.isSelected(row) || out.accept(row));
            }
            case PlanNode.Summarize summarize -> {
                SummarizeStep step = new SummarizeStep(summarize, this);
                rows(summarize.from(), step);
                step.finish(out);
            }
            case PlanNode.Filter filter -> {
                Condition condition = compiler(filter.from()).condition(filter.condition());
                if (reading.threads() > 1 && filter.from() instanceof PlanNode.Scan scan) {
                    scan(scan.paths(), condition, out);
                } else {
                    rows(filter.from(), row -> condition.test(row) != Truth.TRUE || out.accept(row));
                }
            }
            case PlanNode.Unpivot unpivot -> rows(unpivot.from(), new UnpivotStep(unpivot, out));
            case PlanNode.TakeSample sample -> Sampling.of(sample, sampleSeed).run(this, out);
            case PlanNode.After after -> rows(after.from(), new AfterStep(after, out));
            case PlanNode.Group group -> {
                GroupStep step = new GroupStep(group, this);
                rows(group.from(), step);
                step.finish(out);
            }
            case PlanNode.Sort sort -> {
                SortStep step = new SortStep(sort);
                rows(sort.from(), step);
                step.finish(out);
            }
            case PlanNode.Limit limit -> throw new IllegalStateException("rows are limited by their projection");
            case PlanNode.Project project -> throw new IllegalStateException("a projection gives results");
            case PlanNode.Pivot pivot -> throw new IllegalStateException("a pivot gives results");
            case PlanNode.Infer infer -> throw new IllegalStateException("an inference gives results");
        }
    }

    private void subquery(PlanNode.Subquery subquery, RowConsumer out) throws IOException, QueryLimitException {
        List<List<Step>> steps = ObjectRow.steps(subquery.paths());
        results(subquery.query(), result -> {
            ObjectValue object = new ObjectValue(result.values());
            return out.accept(new ObjectRow(object, steps, context));
        });
        cursor = Optional.empty();
        hasMore = false;
    }

    /** Gives the rows of the source that a condition holds for, tested by several threads. */
    private void scan(PathSet paths, Condition condition, RowConsumer out) throws IOException, QueryLimitException {
        try (RowBlocks blocks = supplier.open();
                ParallelScan scan = new ParallelScan(paths, condition, context, reading)) {
            scan.run(blocks, (row, number) -> {
                ordinal = number;
                return out.accept(row);
            });
            rowsRead = Math.max(rowsRead, scan.rowsRead());
            malformedRows = Math.max(malformedRows, scan.malformedRows());
            oversizedRows = Math.max(oversizedRows, blocks.oversizedRows());
        }
    }

    /** Gives all rows of the source that are rows. */
    void scan(PathSet paths, RowConsumer out) throws IOException, QueryLimitException {
        SlotValues values = SlotValues.of(paths, reading.check());
        ScannedRow row = new ScannedRow(values, context);
        long read = 0;
        long malformed = 0;
        try (RowBlocks blocks = supplier.open()) {
            boolean wantsMore = true;
            Optional<RowBlock> next = blocks.next();
            while (wantsMore && next.isPresent()) {
                RowBlock block = next.get();
                for (int i = 0; wantsMore && i < block.rowCount(); i++) {
                    ordinal = read++;
                    if (values.read(block.bytes(), block.start(i), block.end(i))) {
                        wantsMore = out.accept(row);
                    } else {
                        malformed++;
                    }
                }
                next = wantsMore ? blocks.next() : Optional.empty();
            }
            if (read >= rowsRead) {
                rowsRead = read;
                malformedRows = malformed;
                oversizedRows = blocks.oversizedRows();
            }
        }
    }
}
