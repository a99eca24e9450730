package io.btautomations.core.source.live;

import io.btautomations.core.braintrust.PaginationKey;
import io.btautomations.core.braintrust.TransactionId;
import io.btautomations.core.query.KeyRange;
import io.btautomations.core.source.log.LogQuestions;
import io.btautomations.core.source.log.LogSource;
import io.btautomations.core.source.log.RowFields;
import io.btautomations.core.source.log.RowSink;
import io.btautomations.core.source.log.StoppedException;
import io.btautomations.core.step.StepException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The newest of what settings ask of a live log. For one thread. */
final class NewestLogRows {

    /** What groups are made of for a test. */
    private static final Duration GROUPED = Duration.ofHours(1);

    private final Endpoint endpoint;
    private final long pageSize;
    private final RowFields keys = RowFields.of("_pagination_key");
    private final KeyStripper stripper = new KeyStripper("_pagination_key");

    NewestLogRows(Endpoint endpoint, long pageSize) {
        this.endpoint = endpoint;
        this.pageSize = pageSize;
    }

    /** Puts up to {@code most} rows into {@code sink}, oldest first; at most 64 MB, and of a query its result. */
    void read(LogQuestions questions, long most, RowSink sink, ResultReader results)
            throws StepException, StoppedException {
        switch (questions) {
            case LogQuestions.Rows rows -> ResultReader.write(rows(rows, most), sink);
            case LogQuestions.Traces traces -> {
                String question = traces.query().newestSummaries(Math.min(most, pageSize));
                ResultReader.write(endpoint.askWhole(question).rows().reversed(), sink);
            }
            case LogQuestions.Groups groups -> {
                Endpoint.Result now = endpoint.askWhole(groups.probe().first(new PaginationKey(0)));
                PaginationKey since = TransactionId.firstOf(
                                now.answer().serverTime().minus(GROUPED))
                        .firstKey();
                results.groups(groups.query(), new KeyRange(since, KeyRange.ALL.to()), sink);
            }
            case LogQuestions.Snapshot whole -> results.snapshot(whole.query(), sink);
        }
    }

    private List<byte[]> rows(LogQuestions.Rows questions, long most) throws StepException, StoppedException {
        List<byte[]> newest = new ArrayList<>();
        KeyRange left = KeyRange.ALL;
        long bytes = 0;
        try {
            while (newest.size() < most && bytes < LogSource.MOST_NEWEST_BYTES) {
                long asked = Math.min(pageSize, most - newest.size());
                List<byte[]> page =
                        endpoint.askWhole(questions.query().newest(left, asked)).rows();
                for (byte[] row : page) {
                    left = left.to(keys.key(row, 0, row.length));
                    bytes += row.length;
                    newest.add(questions.query().addsKey() ? stripper.strip(row, 0, row.length) : row);
                }
                if (page.size() < asked) {
                    break;
                }
            }
        } catch (java.io.IOException | IllegalArgumentException e) {
            throw new StepException("The newest rows cannot be read: " + e.getMessage(), e);
        }
        Collections.reverse(newest);
        return newest;
    }
}
