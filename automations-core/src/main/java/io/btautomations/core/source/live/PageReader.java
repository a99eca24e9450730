package io.btautomations.core.source.live;

import io.btautomations.core.braintrust.Answer;
import io.btautomations.core.braintrust.ApiException;
import io.btautomations.core.braintrust.PaginationKey;
import io.btautomations.core.braintrust.RowTaker;
import io.btautomations.core.query.KeyRange;
import io.btautomations.core.query.RowQuery;
import io.btautomations.core.source.log.RowFields;
import io.btautomations.core.source.log.RowOrderException;
import io.btautomations.core.source.log.RowSink;
import io.btautomations.core.source.log.StoppedException;
import io.btautomations.core.source.log.Times;
import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads the rows of a range page by page, each behind the last row of the one before. Rows that come twice are dropped;
 * rows that come out of order are an error, after which the run is made again. For one thread.
 */
final class PageReader {

    private final Endpoint endpoint;
    private final PageSize size;
    private final RowFields keys = RowFields.of("_pagination_key");
    private final KeyStripper stripper = new KeyStripper("_pagination_key");
    /** Keys of the answer at hand and of the one before, which a confused endpoint may repeat. */
    private Set<PaginationKey> seen = new HashSet<>();

    PageReader(Endpoint endpoint, PageSize size) {
        this.endpoint = endpoint;
        this.size = size;
    }

    /**
     * Puts the rows of the range into {@code sink}, as many as the budget allows, but at least one.
     *
     * @return the end of what was read, exclusive; that of the range if everything was
     */
    PaginationKey read(RowQuery query, KeyRange range, RunBudget budget, RowSink sink)
            throws StepException, StoppedException {
        seen = new HashSet<>();
        KeyRange left = range;
        while (!left.isEmpty()) {
            boolean hasRow = !left.from().equals(range.from());
            if (hasRow && (budget.isSpent() || !sink.hasRoom())) {
                return left.from();
            }
            long asked = budget.rows(size.now());
            Page page = new Page(left, seen, query.addsKey(), budget, sink);
            try {
                Answer answer = endpoint.ask(query.page(left, asked), page);
                requireWhole(answer, range);
                size.succeeded();
                budget.page();
                if (page.received == 0
                        || page.received < asked && answer.cursor().isEmpty()) {
                    return range.to();
                }
                if (page.taken == 0) {
                    endpoint.failed(repeats(left), false);
                }
            } catch (ApiException e) {
                recover(e, page, asked, left);
            }
            seen = page.keys;
            left = left.from(page.next);
        }
        return range.to();
    }

    private void recover(ApiException e, Page page, long asked, KeyRange left) throws StepException, StoppedException {
        if (e.remedy() != ApiException.Remedy.FEWER_ROWS) {
            endpoint.failed(e, page.taken > 0);
        } else if (!size.shrink(asked) && page.taken == 0) {
            throw new StepException(e.getMessage() + ". It is the one row at or behind " + left.from()
                    + " that is too much: leave large fields out by Fields, or leave the row out by Start Position");
        }
    }

    /**
     * Makes sure that nothing was hidden from the answer.
     *
     * @throws StepException if something may have been: the run is to be made again
     */
    static void requireWhole(Answer answer, KeyRange range) throws StepException {
        if (!Horizon.isWhole(answer, range.to())) {
            throw new StepException("The endpoint answers from an older state of its log than it planned with, up to "
                    + Times.text(Horizon.timeOf(range.to())) + "; trying again");
        }
    }

    private static ApiException repeats(KeyRange left) {
        return new ApiException(
                "The endpoint sends rows again that it sent before, instead of those from " + left.from() + " on",
                ApiException.Remedy.AGAIN);
    }

    /** Takes the rows of one answer. */
    private final class Page implements RowTaker {

        private final KeyRange range;
        private final Set<PaginationKey> before;
        private final boolean strips;
        private final RunBudget budget;
        private final RowSink sink;
        private final Set<PaginationKey> keys = new HashSet<>();
        private PaginationKey next;
        private long received;
        private long taken;

        Page(KeyRange range, Set<PaginationKey> before, boolean strips, RunBudget budget, RowSink sink) {
            this.range = range;
            this.before = before;
            this.strips = strips;
            this.budget = budget;
            this.sink = sink;
            this.next = range.from();
        }

        @Override
        public void take(byte[] bytes, int from, int to) throws IOException {
            received++;
            PaginationKey key = PageReader.this.keys.key(bytes, from, to);
            if (keys.contains(key) || before.contains(key)) {
                return;
            }
            if (key.compareTo(next) < 0 || !range.contains(key)) {
                throw new RowOrderException("The endpoint sends row " + key + " where rows from " + next + " up to "
                        + range.to() + " follow; trying again");
            }
            keys.add(key);
            next = key.next();
            taken++;
            budget.row(to - from);
            sink.place(key.toString());
            if (strips) {
                byte[] stripped = stripper.strip(bytes, from, to);
                sink.write(stripped, 0, stripped.length);
            } else {
                sink.write(bytes, from, to);
            }
            sink.endRow();
        }
    }
}
