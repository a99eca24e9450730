package io.btautomations.core.source.live;

import io.btautomations.core.braintrust.Answer;
import io.btautomations.core.braintrust.ApiException;
import io.btautomations.core.braintrust.PaginationKey;
import io.btautomations.core.braintrust.RowTaker;
import io.btautomations.core.query.KeyRange;
import io.btautomations.core.query.TraceQuery;
import io.btautomations.core.source.log.RowFields;
import io.btautomations.core.source.log.RowOrderException;
import io.btautomations.core.source.log.RowSink;
import io.btautomations.core.source.log.StoppedException;
import io.btautomations.core.step.StepException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Reads the traces whose newest span lies in a range, by that span, in portions. A trace that goes on behind the range
 * is left to a later run. Traces that an answer names twice are read once. For one thread.
 */
final class TraceReader {

    /** Traces of which all spans are read at a time. */
    private static final int TRACES_OF_SPANS = 100;

    private static final long SECOND = 1L << 32;

    /** A trace and its newest span in some range. */
    private record Written(String trace, PaginationKey newest) {}

    /** A row of a trace. */
    private record TraceRow(String trace, byte[] bytes) {}

    private final Endpoint endpoint;
    private final TraceQuery query;
    private final boolean isSummary;
    private final PageSize size;
    private final PageReader pages;
    private final long portion;
    private final RunBudget withoutEnd;
    private final RowFields traces = RowFields.of(TraceQuery.TRACE);
    private final RowFields newest = RowFields.of(TraceQuery.NEWEST);

    /**
     * @param isSummary whether a trace is one row; all of its spans otherwise
     * @param portion most traces that are read at a time, and between two places where items may be cut
     * @param withoutEnd a budget for all spans of a portion
     */
    TraceReader(
            Endpoint endpoint, TraceQuery query, boolean isSummary, PageSize size, long portion, RunBudget withoutEnd) {
        this.endpoint = endpoint;
        this.query = query;
        this.isSummary = isSummary;
        this.size = size;
        this.pages = new PageReader(endpoint, size);
        this.withoutEnd = withoutEnd;
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
            SequencedSet<Written> found = new LinkedHashSet<>();
            boolean isWhole;
            try {
                Answer answer = endpoint.ask(query.written(slice, asked), taker(found, slice));
                PageReader.requireWhole(answer, range);
                isWhole = answer.rows() < asked;
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

    private RowTaker taker(SequencedSet<Written> found, KeyRange slice) {
        return (bytes, from, to) -> {
            Written trace = new Written(traces.text(bytes, from, to).orElse(""), newest.key(bytes, from, to));
            if (found.contains(trace)) {
                return;
            }
            PaginationKey next =
                    found.isEmpty() ? slice.from() : found.getLast().newest().next();
            if (trace.newest().compareTo(next) < 0 || !slice.contains(trace.newest())) {
                throw new RowOrderException("The endpoint sends traces out of order or of another time; trying again");
            }
            found.add(trace);
        };
    }

    /**
     * Sends those of the traces that do not go on behind the slice.
     *
     * @return where the budget was spent, if it was
     */
    private Optional<PaginationKey> sendEnded(
            SequencedSet<Written> found, KeyRange slice, RunBudget budget, RowSink sink)
            throws StepException, StoppedException {
        List<Written> atHand = new ArrayList<>();
        for (Written trace : found) {
            boolean isFull = atHand.size() >= Math.min(portion, size.now());
            boolean isAtPlace = sink.nextPlace()
                    .filter(place -> place.compareTo(trace.newest().toString()) <= 0)
                    .isPresent();
            if (!atHand.isEmpty() && (isFull || isAtPlace)) {
                sendPortion(atHand, slice, budget, sink);
                atHand.clear();
                if (budget.isSpent() || !sink.hasRoom()) {
                    return Optional.of(trace.newest());
                }
            }
            if (!trace.trace().isEmpty()) {
                atHand.add(trace);
            }
        }
        if (!atHand.isEmpty()) {
            sendPortion(atHand, slice, budget, sink);
        }
        return Optional.empty();
    }

    /** Which traces go on is asked after their rows: what was added or changed meanwhile would be in them. */
    private void sendPortion(List<Written> atHand, KeyRange slice, RunBudget budget, RowSink sink)
            throws StepException, StoppedException {
        List<String> ids = atHand.stream().map(Written::trace).toList();
        List<TraceRow> rows = isSummary ? summaries(ids, budget) : spans(ids, slice.to());
        Set<String> continued = tracesOf(query.continued(ids, slice.to()));
        sink.place(atHand.getFirst().newest().toString());
        List<byte[]> ended = new ArrayList<>();
        for (TraceRow row : rows) {
            if (!continued.contains(row.trace())) {
                budget.row(row.bytes().length);
                ended.add(row.bytes());
            }
        }
        ResultReader.write(ended, sink);
    }

    private List<TraceRow> spans(List<String> ids, PaginationKey end) throws StepException, StoppedException {
        List<String> wanted = query.isFiltered() ? List.copyOf(tracesOf(query.matching(ids))) : ids;
        RowBuffer buffer = new RowBuffer();
        if (!wanted.isEmpty()) {
            pages.read(query.spans(wanted), new KeyRange(new PaginationKey(0), end), withoutEnd, buffer);
        }
        return buffer.rows;
    }

    /** One row for each trace; the answer may come in pieces. */
    private List<TraceRow> summaries(List<String> ids, RunBudget budget) throws StepException, StoppedException {
        List<TraceRow> rows = new ArrayList<>();
        List<String> left = new ArrayList<>(ids);
        while (!left.isEmpty()) {
            List<String> asked = List.copyOf(left.subList(0, (int) Math.min(left.size(), size.now())));
            Set<String> open = new HashSet<>(asked);
            try {
                endpoint.ask(query.summaries(asked), (bytes, from, to) -> {
                    String trace = traces.text(bytes, from, to).orElse("");
                    if (open.remove(trace)) {
                        rows.add(new TraceRow(trace, Arrays.copyOfRange(bytes, from, to)));
                    }
                });
                size.succeeded();
                budget.page();
                open.clear();
            } catch (ApiException e) {
                boolean hasMoved = open.size() < asked.size();
                if (e.remedy() != ApiException.Remedy.FEWER_ROWS) {
                    endpoint.failed(e, hasMoved);
                } else if (!size.shrink(asked.size()) && !hasMoved) {
                    throw new StepException(e.getMessage() + ". It is the one trace " + asked.getFirst()
                            + " that is too much: leave large fields out by Fields");
                }
            }
            Set<String> done = new HashSet<>(asked);
            done.removeAll(open);
            left.removeAll(done);
        }
        return rows;
    }

    private Set<String> tracesOf(String question) throws StepException, StoppedException {
        Set<String> found = new HashSet<>();
        for (byte[] row : endpoint.askWhole(question).rows()) {
            traces.text(row, 0, row.length).ifPresent(found::add);
        }
        return found;
    }

    /** Keeps rows of spans. */
    private final class RowBuffer implements RowSink {

        private final List<TraceRow> rows = new ArrayList<>();

        @Override
        public void from(String uri) {}

        @Override
        public void write(byte[] bytes, int from, int to) {
            rows.add(new TraceRow(traces.text(bytes, from, to).orElse(""), Arrays.copyOfRange(bytes, from, to)));
        }

        @Override
        public void endRow() {}
    }
}
