package io.btautomations.benchmarks.engine;

import io.btautomations.benchmarks.data.Packed;
import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.RowFilter;
import io.btautomations.btql.Verdict;
import io.btautomations.btql.execute.QueryLimitException;
import io.btautomations.btql.row.FileBlocks;
import io.btautomations.btql.row.RowBlock;
import io.btautomations.btql.row.RowBlocks;
import io.btautomations.btql.row.RowCheck;
import io.btautomations.btql.row.RowLimits;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ours: the text of the task compiled, and run on the blocks of the file as FilterBtql and queries do it. */
final class BtqlEngine implements Engine {

    private final BtqlOptions options;

    BtqlEngine(RowCheck check) {
        this.options = BtqlOptions.of(InstantSource.fixed(Instant.EPOCH)).withRowCheck(check);
    }

    @Override
    public long run(Task task, Path rows, Path output) throws IOException, BtqlException, QueryLimitException {
        return switch (task) {
            case GROUP -> group(task, rows);
            case TWO_THREADS, GZIP, ZSTD -> count(task, rows);
            case PASS_THROUGH -> {
                try (OutputStream out = Files.newOutputStream(output)) {
                    yield filter(task, rows, new LineCopy(out));
                }
            }
            default -> filter(task, rows, new LineCopy(OutputStream.nullOutputStream()));
        };
    }

    private long filter(Task task, Path rows, LineCopy copy) throws IOException, BtqlException {
        RowFilter filter = Btql.filter(task.btql(), options).newRowFilter();
        long count = 0;
        try (RowBlocks blocks = RowBlocks.of(task.packed().open(rows), RowLimits.DEFAULT)) {
            for (Optional<RowBlock> next = blocks.next(); next.isPresent(); next = blocks.next()) {
                RowBlock block = next.get();
                for (int row = 0; row < block.rowCount(); row++) {
                    if (filter.test(block.bytes(), block.start(row), block.end(row)) == Verdict.TRUE) {
                        count++;
                        int end = row + 1 < block.rowCount() ? block.start(row + 1) : block.limit();
                        copy.add(block.bytes(), block.start(row), end);
                    }
                }
            }
        }
        copy.finish();
        return count;
    }

    private long count(Task task, Path rows) throws IOException, BtqlException, QueryLimitException {
        long[] count = {0};
        Btql.query("measures: count(1) as n | filter: " + task.btql(), options.withThreads(task.threads()))
                .run(
                        () -> task.packed() == Packed.PLAIN
                                ? FileBlocks.open(rows, RowLimits.DEFAULT)
                                : RowBlocks.of(task.packed().open(rows), RowLimits.DEFAULT),
                        row -> count[0] = Math.round(number(row.values().get("n"))));
        return count[0];
    }

    private long group(Task task, Path rows) throws IOException, BtqlException, QueryLimitException {
        double[] sum = {0};
        Btql.query(task.btql(), options).run(() -> RowBlocks.of(task.packed().open(rows), RowLimits.DEFAULT), row -> {
            for (String column : new String[] {"n", "f", "p"}) {
                Value value = row.values().get(column);
                sum[0] += value instanceof NumberValue number ? number.approximate() : 0;
            }
        });
        return Math.round(sum[0] * 100);
    }

    private static double number(@Nullable Value value) {
        return value instanceof NumberValue number ? number.approximate() : 0;
    }
}
