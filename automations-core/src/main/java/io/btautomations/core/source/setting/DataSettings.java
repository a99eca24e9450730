package io.btautomations.core.source.setting;

import io.btautomations.core.braintrust.TransactionId;
import io.btautomations.core.query.FieldList;
import io.btautomations.core.setting.Choice;
import io.btautomations.core.setting.Formats;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.SettingFormatException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What a user can set on {@code ScheduledBtqlQuery} about which rows it reads, and from where on. */
public final class DataSettings {

    /** What a row is. */
    public enum Data implements Choice {
        SPANS("Spans", "One row for each span, and again when it is updated."),
        TRACES("Traces", "Whole traces, once no span was added to them for a while, and again if one is added later."),
        CUSTOM("Custom BTQL", "The rows of a query in BTQL or SQL.");

        private final Text text;

        Data(String value, String description) {
            this.text = new Text(value, description);
        }

        @Override
        public Text text() {
            return text;
        }
    }

    /** What is sent of a trace. */
    public enum TraceRows implements Choice {
        SUMMARY("Summary", "One row for each trace: its root span, with scores and metrics of all its spans."),
        SPANS("Spans", "All spans of the trace.");

        private final Text text;

        TraceRows(String value, String description) {
            this.text = new Text(value, description);
        }

        @Override
        public Text text() {
            return text;
        }
    }

    /** How a query is put. */
    public enum QueryMode implements Choice {
        INCREMENTAL(
                "Incremental",
                "To what was written since the last run: a query of rows row by row, a query of groups once a run."),
        SNAPSHOT("Snapshot", "As it stands, for its whole result each run. Nothing is said of what runs cover.");

        private final Text text;

        QueryMode(String value, String description) {
            this.text = new Text(value, description);
        }

        @Override
        public Text text() {
            return text;
        }
    }

    /** What becomes of the checkpoint when it is asked to go on with another query. */
    public enum OnQueryChange implements Choice {
        STOP("Stop", "The source stops with an error that says what changed."),
        KEEP("Keep", "The checkpoint is kept: the new query begins where the old one ended.");

        private final Text text;

        OnQueryChange(String value, String description) {
            this.text = new Text(value, description);
        }

        @Override
        public Text text() {
            return text;
        }
    }

    public static final Setting<Data> DATA = Setting.choice("Data", Data.class)
            .description("What a row is.")
            .required()
            .defaultText(Data.SPANS.value())
            .build();
    public static final Setting<TraceRows> TRACE_ROWS = Setting.choice("Trace Rows", TraceRows.class)
            .description("What is sent of a trace.")
            .required()
            .defaultText(TraceRows.SUMMARY.value())
            .when(DATA, Data.TRACES)
            .build();
    public static final Setting<String> QUERY = Setting.text("Query")
            .description("A query in BTQL or SQL, such as select: id, input, scores | filter: scores.Factuality < 0.5. "
                    + "Without from: it reads the spans of the project. A query of rows may have no sort, limit or "
                    + "cursor, unless Query Mode is 'Snapshot'.")
            .required()
            .when(DATA, Data.CUSTOM)
            .build();
    public static final Setting<QueryMode> QUERY_MODE = Setting.choice("Query Mode", QueryMode.class)
            .description("How the query is put.")
            .required()
            .defaultText(QueryMode.INCREMENTAL.value())
            .when(DATA, Data.CUSTOM)
            .build();
    public static final Setting<String> FILTER = Setting.text("Filter")
            .description("Advanced: a condition in BTQL that the endpoint puts to rows before it sends them, to read "
                    + "less. Of traces, those with a span for which it holds. Usually empty, with the condition in "
                    + "FilterBtql, which counts what does not match, too.")
            .when(SourceSettings.LOG_SOURCE, SourceSettings.Log.BRAINTRUST_API)
            .when(DATA, Data.SPANS, Data.TRACES)
            .build();
    public static final Setting<List<String>> FIELDS = Setting.of("Fields", FieldList::parse)
            .description("Advanced: the fields of a row that the endpoint sends, separated by commas, such as input, "
                    + "output, scores; id, _xact_id, _pagination_key, root_span_id and created always come with them. "
                    + "All fields if empty.")
            .when(SourceSettings.LOG_SOURCE, SourceSettings.Log.BRAINTRUST_API)
            .when(DATA, Data.SPANS, Data.TRACES)
            .build();
    public static final Setting<Duration> TRACE_IDLE = Setting.of(
                    "Trace Idle", Formats.duration(Duration.ZERO, Duration.ofDays(1)))
            .description("A trace is sent once no span was written to it for this long.")
            .required()
            .defaultText("30 s")
            .when(DATA, Data.TRACES)
            .build();
    public static final Setting<Duration> TRACE_LOOKBACK = Setting.of(
                    "Trace Lookback", Formats.duration(Duration.ZERO, Duration.ofDays(7)))
            .description(
                    "How long before it rests a trace may have begun to be sent whole. A summary of one whose root "
                            + "is older says trace.complete=false. The files of that time are read again in each run.")
            .required()
            .defaultText("1 h")
            .when(SourceSettings.LOG_SOURCE, SourceSettings.Log.LOCAL_FILES)
            .when(DATA, Data.TRACES)
            .build();
    public static final Setting<Instant> START_TIME = Setting.of("Start Time", DataSettings::time)
            .description("The first run begins with what was written at this time; ISO-8601, such as "
                    + "2026-01-31T00:00:00Z.")
            .required()
            .when(SourceSettings.START_POSITION, SourceSettings.StartPosition.TIME)
            .build();
    public static final Setting<TransactionId> START_TRANSACTION = Setting.of(
                    "Start Transaction", DataSettings::transaction)
            .description("The first run begins with this transaction; an _xact_id.")
            .required()
            .when(SourceSettings.START_POSITION, SourceSettings.StartPosition.TRANSACTION)
            .build();
    public static final Setting<OnQueryChange> ON_QUERY_CHANGE = Setting.choice("On Query Change", OnQueryChange.class)
            .description("What happens when the source is asked to go on from its checkpoint with another log or "
                    + "query. To begin anew instead, clear the state.")
            .required()
            .defaultText(OnQueryChange.STOP.value())
            .build();

    private DataSettings() {}

    private static Instant time(String text) throws SettingFormatException {
        try {
            return Instant.parse(text.strip()).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeParseException e) {
            throw new SettingFormatException("a time in ISO-8601 with its zone, such as '2026-01-31T00:00:00Z'");
        }
    }

    private static TransactionId transaction(String text) throws SettingFormatException {
        try {
            return TransactionId.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw new SettingFormatException("an _xact_id, such as '1000196942215778304'");
        }
    }
}
