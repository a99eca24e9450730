package io.btautomations.core.source.log;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.grammar.BtqlParser;
import io.btautomations.core.query.CustomQuery;
import io.btautomations.core.query.GroupQuery;
import io.btautomations.core.query.LogObject;
import io.btautomations.core.query.LogProbe;
import io.btautomations.core.query.RowQuery;
import io.btautomations.core.query.SnapshotQuery;
import io.btautomations.core.query.TraceQuery;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.source.setting.DataSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What settings ask of a log. */
public sealed interface LogQuestions {

    BtqlOptions OPTIONS = BtqlOptions.of(InstantSource.fixed(Instant.EPOCH));

    /**
     * Rows of the log, one by one.
     *
     * @param probe tells of what waits
     */
    record Rows(RowQuery query, LogProbe probe) implements LogQuestions {}

    /**
     * Traces.
     *
     * @param probe tells of what waits
     */
    record Traces(TraceQuery query, boolean isSummary, LogProbe probe) implements LogQuestions {}

    /**
     * Groups of rows of the log.
     *
     * @param probe tells of what waits
     */
    record Groups(GroupQuery query, LogProbe probe) implements LogQuestions {}

    /** A whole result. */
    record Snapshot(SnapshotQuery query) implements LogQuestions {}

    /**
     * What the settings ask.
     *
     * @throws BtqlException if the filter or the query has no meaning, or cannot be put so
     * @throws IllegalArgumentException if there is no object, which the rules of the settings find beforehand
     */
    static LogQuestions of(Settings settings) throws BtqlException {
        Optional<LogObject> object = BraintrustObject.find(settings);
        return switch (settings.get(DataSettings.DATA)) {
            case SPANS -> {
                LogObject rows = required(object);
                Optional<Expression> filter = filter(settings);
                yield new Rows(RowQuery.spans(rows, fields(settings), filter), LogProbe.of(rows, filter));
            }
            case TRACES -> {
                LogObject rows = required(object);
                boolean isSummary = settings.get(DataSettings.TRACE_ROWS) == DataSettings.TraceRows.SUMMARY;
                yield new Traces(
                        new TraceQuery(rows, fields(settings), filter(settings)),
                        isSummary,
                        LogProbe.of(rows, Optional.empty()));
            }
            case CUSTOM -> custom(settings, object);
        };
    }

    private static LogQuestions custom(Settings settings, Optional<LogObject> object) throws BtqlException {
        return switch (CustomQuery.parse(settings.get(DataSettings.QUERY), mode(settings), object, OPTIONS)) {
            case CustomQuery.Rows rows -> new Rows(rows.query(), rows.probe());
            case CustomQuery.Groups groups -> new Groups(groups.query(), groups.probe());
            case CustomQuery.Snapshot snapshot -> new Snapshot(snapshot.query());
        };
    }

    /** What is wrong with the query or the filter, with the place in it. */
    static String reason(Settings settings, BtqlException e) {
        boolean isCustom = settings.get(DataSettings.DATA) == DataSettings.Data.CUSTOM;
        return (isCustom ? "Query cannot be asked: " : "Filter is no filter: ") + e.getMessage();
    }

    /** How the settings want a query to be put. */
    static CustomQuery.Mode mode(Settings settings) {
        return switch (settings.get(DataSettings.QUERY_MODE)) {
            case INCREMENTAL -> CustomQuery.Mode.INCREMENTAL;
            case SNAPSHOT -> CustomQuery.Mode.SNAPSHOT;
        };
    }

    private static LogObject required(Optional<LogObject> object) {
        return object.orElseThrow(() -> new IllegalArgumentException("no project is set"));
    }

    private static List<String> fields(Settings settings) {
        return settings.find(DataSettings.FIELDS).orElse(List.of());
    }

    private static Optional<Expression> filter(Settings settings) throws BtqlException {
        String text = settings.find(DataSettings.FILTER).orElse("");
        Btql.filter(text, OPTIONS);
        BtqlParser parser = new BtqlParser(OPTIONS.parsing());
        return parser.isBlank(text) ? Optional.empty() : Optional.of(parser.parseFilter(text));
    }
}
