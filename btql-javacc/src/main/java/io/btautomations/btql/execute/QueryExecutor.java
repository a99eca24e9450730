package io.btautomations.btql.execute;

import io.btautomations.btql.function.CallContext;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.row.RowReading;
import java.io.IOException;
import java.util.Optional;

/** Runs plans. Immutable and safe for use by several threads. */
public final class QueryExecutor {

    private final QueryLimits limits;
    private final long sampleSeed;
    private final RowReading reading;

    /**
     * @param sampleSeed decides on samples whose query names no seed
     * @param reading how rows are read
     */
    public QueryExecutor(QueryLimits limits, long sampleSeed, RowReading reading) {
        this.limits = limits;
        this.sampleSeed = sampleSeed;
        this.reading = reading;
    }

    /**
     * Runs a plan to its end.
     *
     * @param spillSpace takes what a sort may not keep in memory; without one that is an error
     * @param context with the instant of {@code now()}
     * @throws IOException if reading rows or taking results fails
     * @throws QueryLimitException if the query needs more memory than it may take; rows taken so far are not the whole
     *     result
     */
    public QueryStatistics run(
            PlanNode plan, RowSupplier rows, CallContext context, ResultSink results, Optional<SpillSpace> spillSpace)
            throws IOException, QueryLimitException {
        try (Execution execution = new Execution(rows, context, limits, sampleSeed, reading, spillSpace)) {
            long[] returned = {0};
            execution.results(plan, row -> {
                results.accept(row);
                returned[0]++;
                return true;
            });
            return execution.statistics(returned[0]);
        }
    }
}
