package io.btautomations.core.source;

import io.btautomations.core.braintrust.Answer;
import io.btautomations.core.braintrust.ApiException;
import io.btautomations.core.braintrust.PaginationKey;
import io.btautomations.core.braintrust.RowTaker;
import io.btautomations.core.query.KeyRange;
import io.btautomations.core.query.TraceQuery;
import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the traces whose newest span lies in a range, by that span, in portions. A trace that goes on behind the range
 * is left to a later run. For one thread.
 */
final class TraceReader {

    /** Traces of which all spans are read at a time. */
    private static final int TRACES_OF_SPANS = 100;

    private static final long SECOND = 1L << 32;

    /** A trace and its newest span in some range. */
    private record Written(String trace, PaginationKey newest) {}

    private final Endpoint endpoint;
    private final TraceQuery query;
    private final boolean isSummary;
    private final PageSize size;
    private final PageReader pages;
    private final long portion;
    private final RowFields traces = RowFields.of(TraceQuery.TRACE);
    private final RowFields newest = RowFields.of(TraceQuery.NEWEST);

    /**
     * @param isSummary whether a trace is one row; all of its spans otherwise
     * @param portion most traces between two places where items may be cut
     */
    TraceReader(Endpoint endpoint, TraceQuery query, boolean isSummary, PageSize size, long portion) {
        this.endpoint = endpoint;
        this.query = query;
        this.isSummary = isSummary;
        this.size = size;
        this.pages = new PageReader(endpoint, size);
        this.portion = isSummary ? portion : Math.min(portion, TRACES_OF_SPANS);
    }

    /**
     * Puts the traces of the range into {@code sink}, as many as the budget allows, but at least one portion.
     *
     * @return the end of what was read, exclusive; that of the range if everything was
     */
    PaginationKey read(KeyRange range, RunBudget budget, RowSink sink) throws StepException, StoppedException {
        KeyRange left = range;
        long width = -1;
        while (!left.isEmpty()) {
            KeyRange slice = left.atMost(width);
            long asked = size.now();
            List<Written> found = new ArrayList<>();
            try {
                Answer answer = endpoint.ask(query.written(slice, asked), taker(found, slice));
                PageReader.requireWhole(answer, range);
                size.succeeded();
                budget.page();
            } catch (ApiException e) {
                width = smaller(e, slice, width, asked);
                continue;
            }
            Optional<PaginationKey> stop = sendEnded(found, slice, budget, sink);
            if (stop.isPresent()) {
                return stop.get();
            }
            boolean isWhole = found.size() < asked;
            PaginationKey next = isWhole ? slice.to() : found.getLast().newest().next();
            boolean isSent = !next.equals(range.from());
            if (isSent && !next.equals(range.to()) && (budget.isSpent() || !sink.hasRoom())) {
                return next;
            }
            left = range.from(next);
            width = width < 0 ? width : width * 2;
        }
        return range.to();
    }

    /** How long a range to look for traces in, or fewer of them, or the same after a pause. */
    private long smaller(ApiException e, KeyRange slice, long width, long asked)
            throws StepException, StoppedException {
        if (e.remedy() != ApiException.Remedy.FEWER_ROWS) {
            endpoint.failed(e, false);
            return width;
        }
        long length = slice.to().value() - slice.from().value();
        if (length > SECOND || length < 0) {
            return length >>> 1;
        }
        if (!size.shrink(asked)) {
            throw Endpoint.asStepException(e);
        }
        return width;
    }

    private RowTaker taker(List<Written> found, KeyRange slice) {
        return (bytes, from, to) -> {
            PaginationKey key = newest.key(bytes, from, to);
            PaginationKey before =
                    found.isEmpty() ? slice.from() : found.getLast().newest();
            if (key.compareTo(before) < 0 || !slice.contains(key)) {
                throw new RowOrderException("The endpoint sends traces out of order or of another time; trying again");
            }
            found.add(new Written(traces.text(bytes, from, to).orElse(""), key));
        };
    }

    /**
     * Sends those of the traces that do not go on.
     *
     * @return where the budget was spent, if it was
     */
    private Optional<PaginationKey> sendEnded(List<Written> found, KeyRange slice, RunBudget budget, RowSink sink)
            throws StepException, StoppedException {
        List<String> ids = found.stream()
                .map(Written::trace)
                .filter(trace -> !trace.isEmpty())
                .toList();
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        Set<String> ended = new HashSet<>(ids);
        ended.removeAll(tracesOf(query.continued(ids, slice.to())));
        List<Written> portionAtHand = new ArrayList<>();
        for (Written trace : found) {
            boolean isFull = portionAtHand.size() >= Math.min(portion, size.now());
            boolean isAtPlace = sink.nextPlace()
                    .filter(place -> place.compareTo(trace.newest().toString()) <= 0)
                    .isPresent();
            if (!portionAtHand.isEmpty() && (isFull || isAtPlace)) {
                send(portionAtHand, slice, budget, sink);
                portionAtHand.clear();
                if (budget.isSpent() || !sink.hasRoom()) {
                    return Optional.of(trace.newest());
                }
            }
            if (ended.contains(trace.trace())) {
                portionAtHand.add(trace);
            }
        }
        if (!portionAtHand.isEmpty()) {
            send(portionAtHand, slice, budget, sink);
        }
        return Optional.empty();
    }

    /** Sends a portion of traces, none of which goes on behind the slice. */
    private void send(List<Written> portionAtHand, KeyRange slice, RunBudget budget, RowSink sink)
            throws StepException, StoppedException {
        List<String> ids = portionAtHand.stream().map(Written::trace).toList();
        sink.place(portionAtHand.getFirst().newest().toString());
        if (isSummary) {
            summaries(ids, budget, sink);
        } else {
            List<String> wanted = query.isFiltered() ? List.copyOf(tracesOf(query.matching(ids))) : ids;
            if (!wanted.isEmpty()) {
                KeyRange upToSlice = new KeyRange(new PaginationKey(0), slice.to());
                pages.read(query.spans(wanted), upToSlice, budget.withoutEnd(), new Unplaced(sink, budget));
            }
        }
    }

    /** One row for each trace; the answer may come in pieces. */
    private void summaries(List<String> ids, RunBudget budget, RowSink sink) throws StepException, StoppedException {
        List<String> left = new ArrayList<>(ids);
        while (!left.isEmpty()) {
            List<String> asked = List.copyOf(left.subList(0, (int) Math.min(left.size(), size.now())));
            Set<String> open = new HashSet<>(asked);
            int before = open.size();
            try {
                endpoint.ask(query.summaries(asked), (bytes, from, to) -> {
                    if (open.remove(traces.text(bytes, from, to).orElse(""))) {
                        budget.row(to - from);
                        sink.write(bytes, from, to);
                        sink.endRow();
                    }
                });
                size.succeeded();
                budget.page();
                left = left.subList(asked.size(), left.size());
            } catch (ApiException e) {
                boolean hasMoved = open.size() < before;
                if (e.remedy() != ApiException.Remedy.FEWER_ROWS) {
                    endpoint.failed(e, hasMoved);
                } else if (!size.shrink(asked.size()) && !hasMoved) {
                    throw new StepException(e.getMessage() + ". It is the one trace " + asked.getFirst()
                            + " that is too much: leave large fields out by Fields");
                }
                Set<String> taken = new HashSet<>(asked);
                taken.removeAll(open);
                left.removeAll(taken);
            }
        }
    }

    private Set<String> tracesOf(String question) throws StepException, StoppedException {
        Set<String> found = new HashSet<>();
        for (byte[] row : endpoint.askWhole(question).rows()) {
            traces.text(row, 0, row.length).ifPresent(found::add);
        }
        return found;
    }

    /** Passes rows on, but not their places: a portion of traces is not cut. */
    private record Unplaced(RowSink sink, RunBudget budget) implements RowSink {

        @Override
        public void from(String uri) {
            sink.from(uri);
        }

        @Override
        public void write(byte[] bytes, int from, int to) throws IOException {
            budget.row(to - from);
            sink.write(bytes, from, to);
        }

        @Override
        public void endRow() throws IOException {
            sink.endRow();
        }
    }
}
