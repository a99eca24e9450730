package io.btautomations.core.source.setting;

import io.btautomations.core.identity.Ulid;
import io.btautomations.core.setting.Choice;
import io.btautomations.core.setting.Formats;
import io.btautomations.core.setting.Scope;
import io.btautomations.core.setting.Setting;
import java.util.List;

/** What a user can set on {@code ScheduledBtqlQuery}. */
public final class SourceSettings {

    /** What the source does when it is triggered. */
    public enum Mode implements Choice {
        SCHEDULED("Scheduled", "Reads what is new since the last run and moves the checkpoint."),
        TEST_RUN(
                "Test Run",
                "Sends the newest rows, marked as a test, and moves no checkpoint: the whole automation can be tried.");

        private final Text text;

        Mode(String value, String description) {
            this.text = new Text(value, description);
        }

        @Override
        public Text text() {
            return text;
        }
    }

    /** Where the log is. */
    public enum Log implements Choice {
        BRAINTRUST_API(
                "Braintrust API", "Logs, experiments and datasets at Braintrust, or at a data plane of your own."),
        LOCAL_FILES(
                "Local Files",
                "Files of JSON Lines, one JSON object a line: plain ones that are appended to, .gz and .zst as a whole; "
                        + "and the rows of .parquet files.");

        private final Text text;

        Log(String value, String description) {
            this.text = new Text(value, description);
        }

        @Override
        public Text text() {
            return text;
        }
    }

    /** Where in the log a new generation begins. */
    public enum StartPosition implements Choice {
        NOW("Now", "Rows that are written from now on."),
        BEGINNING("Beginning", "All rows, the oldest first."),
        TIME("Time", "Rows that were written from a time on."),
        TRANSACTION("Transaction", "Rows that were written by a transaction, and later.");

        private final Text text;

        StartPosition(String value, String description) {
            this.text = new Text(value, description);
        }

        @Override
        public Text text() {
            return text;
        }
    }

    /** What becomes of a run that finds no rows. */
    public enum ZeroRowRuns implements Choice {
        SEND("Send", "An empty FlowFile tells downstream which window held no rows."),
        SKIP("Skip", "Nothing is sent; the next run covers the longer window.");

        private final Text text;

        ZeroRowRuns(String value, String description) {
            this.text = new Text(value, description);
        }

        @Override
        public Text text() {
            return text;
        }
    }

    public static final Setting<Mode> MODE = Setting.choice("Mode", Mode.class)
            .description("Whether to run on schedule or to test the automation.")
            .required()
            .defaultText(Mode.SCHEDULED.value())
            .build();
    public static final Setting<Long> TEST_ROWS = Setting.of("Test Rows", Formats.wholeNumber(1, 100_000))
            .description("How many of the newest rows a test run sends.")
            .required()
            .defaultText("1000")
            .when(MODE, Mode.TEST_RUN)
            .build();
    public static final Setting<Log> LOG_SOURCE = Setting.choice("Log Source", Log.class)
            .description("Where the log is.")
            .required()
            .defaultText(Log.LOCAL_FILES.value())
            .build();
    public static final Setting<List<String>> PATHS = Setting.of("Paths", PathPatterns::parse)
            .description("Files to read: paths and globs, separated by commas or line ends. '*' matches within a name, "
                    + "'**' across directories, '{a,b}' either; a directory stands for the .jsonl files in it, "
                    + "also .jsonl.gz and .jsonl.zst, and the .parquet files. Files that appear later are read from their "
                    + "beginning; compressed ones and Parquet as a whole, once they were not written to for 10 s.")
            .required()
            .scope(Scope.ENVIRONMENT)
            .when(LOG_SOURCE, Log.LOCAL_FILES)
            .build();
    public static final Setting<StartPosition> START_POSITION = Setting.choice("Start Position", StartPosition.class)
            .description(
                    "Where the first run begins. Used only while there is no state: clear the state to start over.")
            .required()
            .defaultText(StartPosition.NOW.value())
            .build();
    public static final Setting<Long> ROWS_PER_FLOWFILE = Setting.of(
                    "Rows Per FlowFile", Formats.wholeNumber(1, 10_000_000))
            .description("A FlowFile that holds this many rows is complete, and the run goes on in the next one.")
            .required()
            .defaultText("100000")
            .build();
    public static final Setting<Long> BYTES_PER_FLOWFILE = Setting.of(
                    "Bytes Per FlowFile", Formats.dataSize(1, 1L << 40))
            .description("A FlowFile is complete with the row that takes it to this size.")
            .required()
            .defaultText("64 MB")
            .build();
    public static final Setting<Long> MAX_RUN_ROWS = Setting.of(
                    "Max Run Rows", Formats.wholeNumber(1, 1_000_000_000_000L))
            .description("Most rows of one run; what is left is read by the next run at once. Unlimited if empty.")
            .build();
    public static final Setting<Long> MAX_RUN_BYTES = Setting.of("Max Run Bytes", Formats.dataSize(1, 1L << 40))
            .description("Most bytes of one run, but at least one row; what is left is read by the next run at once.")
            .required()
            .defaultText("256 MB")
            .build();
    public static final Setting<ZeroRowRuns> ZERO_ROW_RUNS = Setting.choice("Zero Row Runs", ZeroRowRuns.class)
            .description("What becomes of a run that finds no rows.")
            .required()
            .defaultText(ZeroRowRuns.SEND.value())
            .build();
    public static final Setting<String> AUTOMATION_ID = Setting.text("Automation ID")
            .description(
                    "Identifies the automation to receivers and in object keys. If empty, a UUID that follows from "
                            + "this component's id.")
            .build();
    public static final Setting<String> AUTOMATION_NAME = Setting.text("Automation Name")
            .description("Name of the automation in notifications. If empty, the name of the group, or in NiFi that of"
                    + " this processor.")
            .build();
    public static final Setting<String> AUTOMATION_DESCRIPTION = Setting.text("Automation Description")
            .description("Description of the automation in notifications.")
            .build();
    public static final Setting<String> GENERATION = Setting.of("Generation", Ulid.parser())
            .description("Advanced: the ULID that the first run takes for its generation instead of a new one, so that "
                    + "identifiers and object keys can be foretold. Usually empty.")
            .build();
    public static final Setting<String> ORGANIZATION_ID = Setting.text("Organization ID")
            .description("Braintrust organization id, for notifications and external ids.")
            .build();
    public static final Setting<String> ORGANIZATION_NAME = Setting.text("Organization Name")
            .description(
                    "Braintrust organization name, for notifications and links. Also the organization that is asked, "
                            + "if the API key is of several.")
            .build();
    public static final Setting<String> PROJECT_ID = Setting.text("Project ID")
            .description(
                    "Braintrust project id, for notifications and external ids. Also the project whose logs are read.")
            .build();
    public static final Setting<String> PROJECT_NAME = Setting.text("Project Name")
            .description(
                    "Braintrust project name, for notifications and links. Also the project whose logs are read, if "
                            + "there is no Project ID.")
            .build();

    private SourceSettings() {}
}
