package io.btautomations.core.source;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.CompiledQuery;
import io.btautomations.btql.execute.QueryLimitException;
import io.btautomations.btql.execute.QueryStatistics;
import io.btautomations.btql.execute.ResultRow;
import io.btautomations.btql.execute.RowSupplier;
import io.btautomations.btql.plan.DefaultOrder;
import io.btautomations.core.query.CustomQuery;
import io.btautomations.core.query.LogObject;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** A user's query over rows of files, by our own engine. For one thread. */
final class LocalQuery {

    /** What a query reads that does not say so. */
    private static final LogObject FILES = new LogObject("project_logs", "files");

    private final CompiledQuery query;
    private final boolean isGrouped;
    private Instant now = Instant.EPOCH;

    private LocalQuery(String text, boolean isGrouped) throws BtqlException {
        this.isGrouped = isGrouped;
        this.query = Btql.query(text, BtqlOptions.of(() -> now).withOrder(DefaultOrder.AS_READ));
    }

    /**
     * The query of the settings.
     *
     * @throws BtqlException if it has no meaning, or cannot be put to what is new
     */
    static LocalQuery of(Settings settings) throws BtqlException {
        String text = settings.get(DataSettings.QUERY);
        CustomQuery query =
                CustomQuery.parse(text, CustomQuery.Mode.INCREMENTAL, Optional.of(FILES), LogQuestions.OPTIONS);
        return new LocalQuery(text, query instanceof CustomQuery.Groups);
    }

    /** Whether its result is one of all rows together; of each row by itself otherwise. */
    boolean isGrouped() {
        return isGrouped;
    }

    /**
     * Puts the result over the rows into {@code sink}.
     *
     * @param time what {@code now()} is
     * @return how many of the rows are no JSON objects, or too long
     */
    long run(RowSupplier rows, Instant time, RowSink sink) throws IOException, StepException {
        now = time;
        try {
            QueryStatistics statistics = query.run(rows, row -> write(row, sink));
            return statistics.malformedRows() + statistics.oversizedRows();
        } catch (QueryLimitException e) {
            throw new StepException("Query: " + e.getMessage(), e);
        }
    }

    private static void write(ResultRow row, RowSink sink) throws IOException {
        byte[] bytes = row.source().orElseGet(() -> row.toJson().getBytes(StandardCharsets.UTF_8));
        sink.write(bytes, 0, bytes.length);
        sink.endRow();
    }
}
