package io.btautomations.core.filter;

import io.btautomations.btql.row.RowCheck;
import io.btautomations.core.setting.Choice;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.step.RecordSettings;
import java.util.List;

/** What a user can set on {@link FilterBtqlStep}. */
public final class FilterSettings {

    /** What becomes of a row that is not one JSON object. */
    public enum MalformedRows implements Choice {
        FAIL_BATCH("Fail Batch", "The whole input goes to failure."),
        SKIP("Skip", "The row is counted and dropped."),
        TO_UNMATCHED("To Unmatched", "The row is counted and goes to unmatched as it is.");

        private final Text text;

        MalformedRows(String value, String description) {
            this.text = new Text(value, description);
        }

        @Override
        public Text text() {
            return text;
        }
    }

    /** How much of a row is looked at before it counts as one JSON object. */
    public enum RowChecking implements Choice {
        AS_READ("As Read", "What the filter reads; a row that is malformed elsewhere may match. Several times faster."),
        EVERY_BYTE("Every Byte", "The whole row: the grammar of JSON, and UTF-8.");

        private final Text text;

        RowChecking(String value, String description) {
            this.text = new Text(value, description);
        }

        @Override
        public Text text() {
            return text;
        }

        RowCheck check() {
            return switch (this) {
                case AS_READ -> RowCheck.AS_READ;
                case EVERY_BYTE -> RowCheck.EVERY_BYTE;
            };
        }
    }

    public static final Setting<String> FILTER = Setting.text("BTQL Filter")
            .description("Rows for which this holds go to matched, for example metadata.priority = 0 AND "
                    + "scores.Factuality < 0.9. Every row does if empty.")
            .build();
    public static final Setting<MalformedRows> MALFORMED_ROWS = Setting.choice("Malformed Rows", MalformedRows.class)
            .description("What becomes of a row that is not one JSON object.")
            .required()
            .defaultText(MalformedRows.TO_UNMATCHED.value())
            .build();

    public static final Setting<RowChecking> ROW_CHECK = Setting.choice("Row Check", RowChecking.class)
            .description("How much of a row is looked at before it counts as one JSON object.")
            .required()
            .defaultText(RowChecking.AS_READ.value())
            .build();

    static final Setting<String> RECORD_READER = RecordSettings.reader(
            "Reads content that is not JSON, such as CSV, Avro or Parquet. The filter sees each record as a row of"
                    + " JSON. Leave it empty for JSON Lines and JSON arrays, which are filtered many times faster as they"
                    + " are. Needs Record Writer.");

    static final Setting<String> RECORD_WRITER = RecordSettings.writer(
            "Writes the records for matched and unmatched. Needs Record Reader, and is needed by it.");

    static final List<Setting<?>> ALL = List.of(FILTER, MALFORMED_ROWS, ROW_CHECK, RECORD_READER, RECORD_WRITER);

    private FilterSettings() {}
}
