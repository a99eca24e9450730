package io.btautomations.core.export;

import io.btautomations.core.aws.S3Settings;
import io.btautomations.core.objects.ObjectLocation;
import io.btautomations.core.parquet.ParquetCodec;
import io.btautomations.core.parquet.RowSchema;
import io.btautomations.core.setting.Formats;
import io.btautomations.core.setting.Scope;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.SettingFormatException;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.RecordSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a user can set about an export, besides the store itself. */
final class ExportSettings {

    static final Setting<ObjectLocation> PATH = Setting.of("Export Path", ExportSettings::location)
            .description("Where the objects go: s3://bucket/prefix or file:///directory. Fixed once rows were exported;"
                    + " to change it, reset the automation.")
            .scope(Scope.ENVIRONMENT)
            .required()
            .build();

    static final Setting<ExportFormat> FORMAT = Setting.choice("Format", ExportFormat.class)
            .description("How rows are written to objects. Fixed once rows were exported.")
            .defaultText(ExportFormat.JSON_LINES.value())
            .required()
            .build();

    static final Setting<Compression> COMPRESSION = Setting.choice("Compression", Compression.class)
            .description("How objects are compressed.")
            .defaultText(Compression.NONE.value())
            .when(FORMAT, ExportFormat.JSON_LINES)
            .required()
            .build();

    static final Setting<ParquetCodec> PARQUET_COMPRESSION = Setting.choice("Parquet Compression", ParquetCodec.class)
            .description("How pages are compressed.")
            .defaultText(ParquetCodec.ZSTD.value())
            .when(FORMAT, ExportFormat.PARQUET)
            .required()
            .build();

    static final Setting<RowShape> ROW_SHAPE = Setting.choice("Row Schema", RowShape.class)
            .description("Which columns there are. Fixed once rows were exported.")
            .defaultText(RowShape.SPANS.value())
            .when(FORMAT, ExportFormat.PARQUET)
            .required()
            .build();

    static final Setting<RowSchema> COLUMNS = Setting.of("Columns", ExportSettings::columns)
            .description("Columns such as: model text, cost double. The types are text, json, timestamp, long, double,"
                    + " boolean, list (of texts) and map (of numbers). Fixed once rows were exported.")
            .scope(Scope.ITEM)
            .defaultText(expression(Attributes.COLUMNS.name()))
            .when(ROW_SHAPE, RowShape.COLUMNS)
            .build();

    static final Setting<Long> ROW_GROUP_SIZE = Setting.of("Row Group Size", Formats.dataSize(1L << 20, 1L << 30))
            .description(
                    "Size at which a row group ends, with the pages that are compressed already. Each object that is being"
                            + " written keeps one in memory.")
            .defaultText("8 MB")
            .when(FORMAT, ExportFormat.PARQUET)
            .required()
            .build();

    static final Setting<FieldTree> KEEP = Setting.of("Keep Fields", FieldTree::parse)
            .description(
                    "Fields that are exported, as paths such as: id, created, scores, metadata.model. Empty for all."
                            + " A path leads through the elements of an array.")
            .build();

    static final Setting<FieldTree> REDACT = Setting.of("Redact Fields", FieldTree::parse)
            .description("Fields whose values are replaced by \"[redacted]\", as paths such as: input, metadata.user."
                    + " A path leads through the elements of an array.")
            .build();

    static final Setting<Partitioning> PARTITIONING = Setting.choice("Partitioning", Partitioning.class)
            .description("Which date an object is filed under, as date=YYYY-MM-DD/. Fixed once rows were exported.")
            .defaultText(Partitioning.ROW_DATE.value())
            .required()
            .build();

    static final Setting<Long> BATCH_SIZE = Setting.of("Batch Size", Formats.wholeNumber(1, 100_000))
            .description("Rows handed to the encoder at a time. Changes neither keys nor content.")
            .defaultText("1000")
            .required()
            .build();

    static final Setting<Long> TARGET_SIZE = Setting.of("Target Object Size", Formats.dataSize(1, 5L << 30))
            .description("An object is ended by the row that brings it to this size, before compression.")
            .defaultText("64 MB")
            .required()
            .build();

    static final Setting<Boolean> SUCCESS_MARKER = Setting.flag("Write Success Marker")
            .description("Also writes an empty _SUCCESS object beside the manifest of every whole run.")
            .defaultText("false")
            .required()
            .build();

    static final Setting<Duration> RETRY_TIME_LIMIT = Setting.of(
                    "Retry Time Limit", Formats.duration(Duration.ZERO, Duration.ofDays(365)))
            .description(
                    "How long an item is tried again that the store does not take, for whatever reason, before it is"
                            + " routed to failure; counted by this machine from its first failure, and anew after a restart.")
            .defaultText("24 hours")
            .required()
            .build();

    static final Setting<String> AUTOMATION_ID = Setting.text("Automation ID")
            .description("Identifies the automation in keys and in the commit log. Empty for the id of this component.")
            .scope(Scope.ITEM)
            .defaultText(expression(Attributes.AUTOMATION_ID.name()))
            .build();

    static final Setting<String> GENERATION = Setting.text("Generation")
            .description("Identifies the automation's life since its last reset; a new one starts a new commit log.")
            .scope(Scope.ITEM)
            .defaultText(expression(Attributes.AUTOMATION_GENERATION.name()))
            .build();

    static final Setting<String> ORGANIZATION_ID = Setting.text("Organization ID")
            .description("Braintrust organization id, a part of the external id.")
            .scope(Scope.ITEM)
            .defaultText(expression(Attributes.ORGANIZATION_ID.name()))
            .build();

    static final Setting<String> PROJECT_ID = Setting.text("Project ID")
            .description("Braintrust project id, a part of the external id.")
            .scope(Scope.ITEM)
            .defaultText(expression(Attributes.PROJECT_ID.name()))
            .build();

    static final Setting<String> RECORD_READER = RecordSettings.reader(
            "Reads content that is not JSON, such as CSV, Avro or Parquet; each record is exported as a row. Leave it empty"
                    + " for JSON Lines and JSON.");

    private ExportSettings() {}

    /** All settings of the step, in the order in which they are shown. */
    static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(List.of(
                PATH,
                FORMAT,
                COMPRESSION,
                PARQUET_COMPRESSION,
                ROW_SHAPE,
                COLUMNS,
                ROW_GROUP_SIZE,
                KEEP,
                REDACT,
                PARTITIONING,
                BATCH_SIZE,
                TARGET_SIZE,
                SUCCESS_MARKER,
                RETRY_TIME_LIMIT,
                AUTOMATION_ID,
                GENERATION,
                ORGANIZATION_ID,
                PROJECT_ID,
                RECORD_READER));
        all.addAll(S3Settings.all());
        return all;
    }

    private static ObjectLocation location(String text) throws SettingFormatException {
        try {
            return ObjectLocation.parse(text);
        } catch (IllegalArgumentException e) {
            throw new SettingFormatException(String.valueOf(e.getMessage()));
        }
    }

    private static RowSchema columns(String text) throws SettingFormatException {
        try {
            return RowSchema.parse(text);
        } catch (IllegalArgumentException e) {
            throw new SettingFormatException(String.valueOf(e.getMessage()));
        }
    }

    private static String expression(String attribute) {
        return "${" + attribute + "}";
    }
}
