package io.btautomations.btql;

import io.btautomations.btql.execute.QueryLimitException;
import io.btautomations.btql.execute.QueryStatistics;
import io.btautomations.btql.execute.ResultRow;
import io.btautomations.btql.row.RowBlocks;
import io.btautomations.btql.row.RowLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Runs queries over rows in memory. */
final class QueryTester {

    static final BtqlOptions OPTIONS = BtqlOptions.of(InstantSource.fixed(Instant.parse("2025-05-12T11:00:00Z")));

    private final byte[] rows;
    private final BtqlOptions options;

    private QueryTester(byte[] rows, BtqlOptions options) {
        this.rows = rows;
        this.options = options;
    }

    static QueryTester over(String... rows) {
        return new QueryTester(String.join("\n", rows).getBytes(StandardCharsets.UTF_8), OPTIONS);
    }

    QueryTester with(BtqlOptions newOptions) {
        return new QueryTester(rows, newOptions);
    }

    /** The rows of the result as JSON. */
    List<String> run(String query) throws BtqlException, IOException, QueryLimitException {
        List<String> results = new ArrayList<>();
        statistics(query, results);
        return results;
    }

    QueryStatistics statistics(String query, List<String> results)
            throws BtqlException, IOException, QueryLimitException {
        return Btql.query(query, options)
                .run(
                        () -> RowBlocks.of(new ByteArrayInputStream(rows), RowLimits.DEFAULT),
                        (ResultRow row) -> results.add(row.toJson()));
    }
}
