package io.btautomations.btql.execute;

import io.btautomations.btql.eval.Condition;
import io.btautomations.btql.eval.ScannedRow;
import io.btautomations.btql.function.CallContext;
import io.btautomations.btql.row.PathSet;
import io.btautomations.btql.row.RowBlock;
import io.btautomations.btql.row.RowBlocks;
import io.btautomations.btql.row.RowChunk;
import io.btautomations.btql.row.RowReading;
import io.btautomations.btql.row.SlotValues;
import io.btautomations.btql.value.Truth;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/**
 * Puts a condition to the rows of a stream, block by block on several threads, and passes on the rows that it holds for
 * in their order. Used once. Keeps a few blocks in memory, whatever the length of the stream.
 */
final class ParallelScan implements AutoCloseable {

    /** Takes a row with its number in the stream, from 0; false if no more are wanted. */
    @FunctionalInterface
    interface NumberedRows {
        boolean accept(ScannedRow row, long number) throws IOException, QueryLimitException;
    }

    private static final int CHUNKS_PER_THREAD = 3;

    private final PathSet paths;
    private final Condition condition;
    private final CallContext context;
    private final RowReading reading;
    private final ExecutorService others;
    private final Queue<SlotValues> testers = new ConcurrentLinkedQueue<>();
    private long rowsRead;
    private long malformedRows;

    ParallelScan(PathSet paths, Condition condition, CallContext context, RowReading reading) {
        this.paths = paths;
        this.condition = condition;
        this.context = context;
        this.reading = reading;
        this.others = Executors.newFixedThreadPool(
                reading.threads() - 1,
                Thread.ofPlatform().daemon().name("btql-scan-", 1).factory());
    }

    long rowsRead() {
        return rowsRead;
    }

    long malformedRows() {
        return malformedRows;
    }

    /** Reads {@code blocks} to their end, or until {@code out} wants no more. */
    void run(RowBlocks blocks, NumberedRows out) throws IOException, QueryLimitException {
        SlotValues values = SlotValues.of(paths, reading.check());
        ScannedRow row = new ScannedRow(values, context);
        Deque<Job> jobs = new ArrayDeque<>();
        fill(jobs, blocks);
        boolean wantsMore = true;
        while (wantsMore && !jobs.isEmpty()) {
            Job job = jobs.remove();
            job.task.run();
            help(jobs, job);
            for (Tested tested : job.result()) {
                RowBlock block = tested.block();
                BitSet matches = tested.matches();
                for (int i = matches.nextSetBit(0); wantsMore && i >= 0; i = matches.nextSetBit(i + 1)) {
                    if (values.read(block.bytes(), block.start(i), block.end(i))) {
                        wantsMore = out.accept(row, rowsRead + i);
                    } else {
                        malformedRows++;
                    }
                }
                rowsRead += block.rowCount();
                malformedRows += tested.malformed();
            }
            blocks.release(job.chunk);
            fill(jobs, blocks);
        }
    }

    /** Tests what comes later while another thread is at {@code job}. A task that was begun does not begin again. */
    private static void help(Deque<Job> jobs, Job job) {
        for (Job later : jobs) {
            if (job.task.isDone()) {
                return;
            }
            later.task.run();
        }
    }

    private void fill(Deque<Job> jobs, RowBlocks blocks) throws IOException {
        while (jobs.size() < CHUNKS_PER_THREAD * reading.threads()) {
            Optional<RowChunk> next = blocks.nextChunk();
            if (next.isEmpty()) {
                break;
            }
            Job job = new Job(next.get());
            jobs.add(job);
            others.execute(job.task);
        }
    }

    @Override
    public void close() {
        others.shutdownNow();
    }

    /**
     * What came of the test of a block.
     *
     * @param matches rows that the condition holds for
     * @param malformed how many rows are none
     */
    private record Tested(RowBlock block, BitSet matches, int malformed) {}

    /** The test of one chunk, which is cut for it. */
    private final class Job {

        private final RowChunk chunk;
        private final FutureTask<List<Tested>> task = new FutureTask<>(this::test);

        Job(RowChunk chunk) {
            this.chunk = chunk;
        }

        /** The blocks and their matches, once they are tested. */
        List<Tested> result() throws IOException {
            try {
                return task.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while rows were tested", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException unreadable) {
                    throw unreadable;
                }
                throw new IllegalStateException("rows cannot be tested: " + e.getCause(), e.getCause());
            }
        }

        private List<Tested> test() throws IOException {
            SlotValues values =
                    Optional.ofNullable(testers.poll()).orElseGet(() -> SlotValues.of(paths, reading.check()));
            List<Tested> tested = new ArrayList<>();
            for (RowBlock block : chunk.blocks()) {
                tested.add(test(block, values));
            }
            testers.add(values);
            return tested;
        }

        private Tested test(RowBlock block, SlotValues values) {
            ScannedRow row = new ScannedRow(values, context);
            BitSet matches = new BitSet(block.rowCount());
            int malformed = 0;
            for (int i = 0; i < block.rowCount(); i++) {
                if (!values.read(block.bytes(), block.start(i), block.end(i))) {
                    malformed++;
                } else if (condition.test(row) == Truth.TRUE) {
                    matches.set(i);
                }
            }
            return new Tested(block, matches, malformed);
        }
    }
}
