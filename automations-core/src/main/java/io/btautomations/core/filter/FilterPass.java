package io.btautomations.core.filter;

import io.btautomations.btql.RowFilter;
import io.btautomations.btql.Verdict;
import io.btautomations.btql.row.JsonArrayReader;
import io.btautomations.btql.row.RowBlock;
import io.btautomations.btql.row.RowBlocks;
import io.btautomations.btql.row.RowLimits;
import io.btautomations.core.filter.FilterSettings.MalformedRows;
import io.btautomations.core.setting.Formats;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.StepSession;
import java.io.IOException;
import java.util.Optional;

/** Puts the rows of an input of JSON to a filter, by their bytes. */
final class FilterPass implements Pass {

    private final StepSession session;
    private final FlowItem input;
    private final RowFilter filter;
    private final MalformedRows policy;
    private final RowLimits limits;
    private final boolean keepsUnmatched;
    private final RowTally tally = new RowTally();
    private final SelectedRows matched;
    private final SelectedRows unmatched;
    private long end;
    private boolean rewrites;

    FilterPass(
            StepSession session,
            FlowItem input,
            RowFilter filter,
            MalformedRows policy,
            RowLimits limits,
            boolean keepsUnmatched) {
        this.session = session;
        this.input = input;
        this.filter = filter;
        this.policy = policy;
        this.limits = limits;
        this.keepsUnmatched = keepsUnmatched;
        this.matched = new SelectedRows(session, input);
        this.unmatched = new SelectedRows(session, input);
    }

    @Override
    public RowTally tally() {
        return tally;
    }

    @Override
    public SelectedRows matched() {
        return matched;
    }

    @Override
    public SelectedRows unmatched() {
        return unmatched;
    }

    @Override
    public Optional<String> run() throws IOException {
        try (RowBlocks blocks = RowBlocks.of(session.read(input), limits)) {
            rewrites = blocks instanceof JsonArrayReader;
            long oversized = 0;
            Optional<RowBlock> block = blocks.next();
            while (block.isPresent()) {
                Optional<String> failure = oversized(blocks.oversizedRows() - oversized, offset(block.get()));
                if (failure.isEmpty()) {
                    failure = test(block.get());
                }
                if (failure.isPresent()) {
                    return failure;
                }
                oversized = blocks.oversizedRows();
                block = blocks.next();
            }
            Optional<String> failure = oversized(blocks.oversizedRows() - oversized, input.size());
            matched.endsAt(end);
            unmatched.endsAt(end);
            return failure;
        }
    }

    private long offset(RowBlock block) {
        return rewrites ? end : block.streamOffset();
    }

    /** Deals with rows that were too long to be delivered; they stand between the last block and {@code next}. */
    private Optional<String> oversized(long count, long next) throws IOException {
        if (count == 0) {
            return Optional.empty();
        }
        tally.add(count);
        tally.addMalformed(count);
        if (policy == MalformedRows.FAIL_BATCH || rewrites && policy == MalformedRows.TO_UNMATCHED) {
            return Optional.of("A row behind row " + (tally.rows() - count) + " is longer than "
                    + Formats.showSize(limits.maximumRowBytes()));
        }
        if (policy == MalformedRows.TO_UNMATCHED && keepsUnmatched) {
            unmatched.add(end, next, count);
        }
        end = next;
        return Optional.empty();
    }

    private Optional<String> test(RowBlock block) throws IOException {
        byte[] bytes = block.bytes();
        long base = block.streamOffset() - block.start(0);
        for (int row = 0; row < block.rowCount(); row++) {
            int start = block.start(row);
            tally.add(1);
            Verdict verdict = filter.test(bytes, start, block.end(row));
            if (verdict == Verdict.MALFORMED) {
                tally.addMalformed(1);
                if (policy == MalformedRows.FAIL_BATCH) {
                    return Optional.of("Row " + tally.rows() + " is not one JSON object");
                }
            }
            int next = afterLineEnd(block, row);
            Optional<SelectedRows> selected = route(verdict);
            if (selected.isPresent() && rewrites) {
                selected.get().addRewritten(bytes, start, next);
            } else if (selected.isPresent()) {
                selected.get().add(end, base + start, bytes, start, next);
            }
            end = base + next;
        }
        return Optional.empty();
    }

    private static int afterLineEnd(RowBlock block, int row) {
        int index = block.end(row);
        index += index < block.limit() && block.bytes()[index] == '\r' ? 1 : 0;
        index += index < block.limit() && block.bytes()[index] == '\n' ? 1 : 0;
        return index;
    }

    private Optional<SelectedRows> route(Verdict verdict) {
        return switch (verdict) {
            case TRUE -> Optional.of(matched);
            case FALSE, UNKNOWN -> keepsUnmatched ? Optional.of(unmatched) : Optional.empty();
            case MALFORMED ->
                keepsUnmatched && policy == MalformedRows.TO_UNMATCHED ? Optional.of(unmatched) : Optional.empty();
        };
    }
}
