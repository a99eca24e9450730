package io.btautomations.core.source.local;

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
import io.btautomations.core.source.log.LogQuestions;
import io.btautomations.core.source.log.RowSink;
import io.btautomations.core.source.setting.DataSettings;
import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** A user's query over rows of files, by our own engine. For one thread. */
public final class LocalQuery {

    /** What a query reads that does not say so. */
    private static final LogObject FILES = new LogObject("project_logs", "files");

    /** What the result is of. */
    enum Extent {
        /** Of each row by itself. */
        ROW,
        /** Of all rows that are new together. */
        RUN,
        /** Of all rows that there are. */
        LOG
    }

    private final CompiledQuery query;
    private final Extent extent;
    private Instant now = Instant.EPOCH;

    private LocalQuery(String text, Extent extent) throws BtqlException {
        this.extent = extent;
        DefaultOrder order = extent == Extent.LOG ? DefaultOrder.NEWEST_FIRST : DefaultOrder.AS_READ;
        this.query = Btql.query(text, BtqlOptions.of(() -> now).withOrder(order));
    }

    /**
     * The query of the settings.
     *
     * @throws BtqlException if it has no meaning, or cannot be put to what is new
     */
    public static LocalQuery of(Settings settings) throws BtqlException {
        String text = settings.get(DataSettings.QUERY);
        CustomQuery.Mode mode = LogQuestions.mode(settings);
        return new LocalQuery(
                text,
                switch (CustomQuery.parse(text, mode, Optional.of(FILES), LogQuestions.OPTIONS)) {
                    case CustomQuery.Rows rows -> Extent.ROW;
                    case CustomQuery.Groups groups -> Extent.RUN;
                    case CustomQuery.Snapshot snapshot -> Extent.LOG;
                });
    }

    Extent extent() {
        return extent;
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
