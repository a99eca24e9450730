package io.btautomations.core.source.live;

import io.btautomations.core.braintrust.PaginationKey;
import io.btautomations.core.query.GroupQuery;
import io.btautomations.core.query.KeyRange;
import io.btautomations.core.query.SnapshotQuery;
import io.btautomations.core.source.log.RowSink;
import io.btautomations.core.source.log.StoppedException;
import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads results that are no rows of the log, as a whole. For one thread. */
final class ResultReader {

    private static final String REMEDY = ": say by a limit how many are wanted, or ask for fewer";

    private final Endpoint endpoint;
    private final long pageSize;
    private final long mostPages;

    ResultReader(Endpoint endpoint, long pageSize, long mostPages) {
        this.endpoint = endpoint;
        this.pageSize = pageSize;
        this.mostPages = mostPages;
    }

    /**
     * Puts the groups of the range into {@code sink}.
     *
     * @return the end of the range
     */
    PaginationKey groups(GroupQuery query, KeyRange range, RowSink sink) throws StepException, StoppedException {
        Endpoint.Result result = endpoint.askWhole(query.over(range));
        PageReader.requireWhole(result.answer(), range);
        if (!query.isLimited() && result.rows().size() >= GroupQuery.MOST_GROUPS) {
            throw new StepException("The query has more groups than the " + GroupQuery.MOST_GROUPS
                    + " that the endpoint gives" + REMEDY);
        }
        write(result.rows(), sink);
        return range.to();
    }

    /** Puts the whole result into {@code sink}. */
    void snapshot(SnapshotQuery query, RowSink sink) throws StepException, StoppedException {
        long left = query.limit().orElse(Long.MAX_VALUE);
        Optional<String> cursor = Optional.empty();
        for (long page = 0; page < mostPages; page++) {
            long most = query.isPaged() ? pageSize : GroupQuery.MOST_GROUPS;
            long asked = Math.min(left, most);
            Endpoint.Result result = endpoint.askWhole(query.page(asked, cursor));
            write(result.rows(), sink);
            left -= result.rows().size();
            cursor = result.answer().cursor();
            if (!query.isPaged() && result.rows().size() >= most && left > 0) {
                throw new StepException("The result has more rows than the " + most
                        + " that the endpoint gives of such a query" + REMEDY);
            }
            if (!query.isPaged() || result.rows().isEmpty() || cursor.isEmpty() || left <= 0) {
                return;
            }
        }
        throw new StepException("The result is longer than the " + mostPages + " pages of Max Run Pages" + REMEDY);
    }

    /** Puts whole rows into {@code sink}. */
    static void write(List<byte[]> rows, RowSink sink) throws StepException {
        try {
            for (byte[] row : rows) {
                sink.write(row, 0, row.length);
                sink.endRow();
            }
        } catch (IOException e) {
            throw new StepException("Rows cannot be written: " + e.getMessage(), e);
        }
    }
}
