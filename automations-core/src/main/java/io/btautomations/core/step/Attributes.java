package io.btautomations.core.step;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** The attributes that travel between the steps. The five steps use each other's where present and rely on none. */
public final class Attributes {

    public static final AttributeDescriptor RECORD_COUNT =
            new AttributeDescriptor("record.count", "Number of rows in the content");
    public static final AttributeDescriptor MIME_TYPE =
            new AttributeDescriptor("mime.type", "application/jsonl for JSON Lines");
    public static final AttributeDescriptor FILENAME = new AttributeDescriptor("filename", "A name for the content");

    public static final AttributeDescriptor AUTOMATION_ID =
            new AttributeDescriptor("automation.id", "Identifies the automation; a UUID unless set otherwise");
    public static final AttributeDescriptor AUTOMATION_NAME =
            new AttributeDescriptor("automation.name", "Name of the automation");
    public static final AttributeDescriptor AUTOMATION_DESCRIPTION =
            new AttributeDescriptor("automation.description", "Description of the automation");
    public static final AttributeDescriptor AUTOMATION_GENERATION =
            new AttributeDescriptor("automation.generation", "ULID of the automation's life since its last reset");
    public static final AttributeDescriptor AUTOMATION_IS_TEST = new AttributeDescriptor(
            "automation.is_test", "true for rows of a test run, which moves no checkpoint, window or counter");

    public static final AttributeDescriptor ORGANIZATION_ID =
            new AttributeDescriptor("braintrust.org.id", "Braintrust organization id");
    public static final AttributeDescriptor ORGANIZATION_NAME =
            new AttributeDescriptor("braintrust.org.name", "Braintrust organization name");
    public static final AttributeDescriptor PROJECT_ID =
            new AttributeDescriptor("braintrust.project.id", "Braintrust project id");
    public static final AttributeDescriptor PROJECT_NAME =
            new AttributeDescriptor("braintrust.project.name", "Braintrust project name");

    public static final AttributeDescriptor FILTER =
            new AttributeDescriptor("btql.filter", "The filter that the rows passed, as the user wrote it");
    public static final AttributeDescriptor FILTER_ERROR =
            new AttributeDescriptor("btql.error", "Why the content could not be filtered");
    public static final AttributeDescriptor WINDOW_START = new AttributeDescriptor(
            "btql.window.start", "Beginning of the run's write-time window, inclusive; ISO-8601 UTC with milliseconds");
    public static final AttributeDescriptor WINDOW_END = new AttributeDescriptor(
            "btql.window.end", "End of the run's write-time window, exclusive; ISO-8601 UTC with milliseconds");
    public static final AttributeDescriptor CURSOR_START = new AttributeDescriptor(
            "btql.cursor.start", "Beginning of the content's range of the log; sorts as text in log order");
    public static final AttributeDescriptor CURSOR_END =
            new AttributeDescriptor("btql.cursor.end", "End of the content's range of the log, exclusive");
    public static final AttributeDescriptor RUN_ID = new AttributeDescriptor(
            "btql.run.id", "Identifies the run of the source; the same when the run is repeated after a crash");
    public static final AttributeDescriptor RUN_LAST =
            new AttributeDescriptor("btql.run.last", "true on the last item of a run; it may hold no rows");
    public static final AttributeDescriptor CATCHING_UP =
            new AttributeDescriptor("btql.catching.up", "true while the source still reads rows of the past");
    public static final AttributeDescriptor COLUMNS = new AttributeDescriptor(
            "btql.columns", "Columns of the query's result with their types, such as: model text, cost double");
    public static final AttributeDescriptor LAG_SECONDS = new AttributeDescriptor(
            "btql.lag.seconds", "Seconds from the end of the run's window to the time of the run");
    public static final AttributeDescriptor LAG_ROWS =
            new AttributeDescriptor("btql.lag.rows", "Rows that wait beyond the run, if that is known");
    public static final AttributeDescriptor SNAPSHOT = new AttributeDescriptor(
            "btql.snapshot",
            "true for the whole result of a query, of which nothing is said what it covers of the log");

    public static final AttributeDescriptor FRAGMENT_IDENTIFIER =
            new AttributeDescriptor("fragment.identifier", "The run that the content is a part of");
    public static final AttributeDescriptor FRAGMENT_INDEX =
            new AttributeDescriptor("fragment.index", "Position of the content within its run, from 0");
    public static final AttributeDescriptor FRAGMENT_COUNT =
            new AttributeDescriptor("fragment.count", "Number of parts of the run; only on the last part");

    public static final AttributeDescriptor LIMIT_INTERVAL_SECONDS =
            new AttributeDescriptor("ratelimit.interval.seconds", "The interval, in seconds");
    public static final AttributeDescriptor LIMIT_COUNT =
            new AttributeDescriptor("ratelimit.count", "Number of matches that the notification stands for");
    public static final AttributeDescriptor LIMIT_COUNT_EXACT =
            new AttributeDescriptor("ratelimit.count.exact", "false if the count may hold an updated row twice");
    public static final AttributeDescriptor LIMIT_WINDOW_START = new AttributeDescriptor(
            "ratelimit.window.start", "Beginning of the notification's window; ISO-8601 UTC with milliseconds");
    public static final AttributeDescriptor LIMIT_WINDOW_END = new AttributeDescriptor(
            "ratelimit.window.end", "End of the notification's window, exclusive; ISO-8601 UTC with milliseconds");
    public static final AttributeDescriptor LIMIT_GROUP =
            new AttributeDescriptor("ratelimit.group", "Value of the group that the notification is for");
    public static final AttributeDescriptor LIMIT_SEQUENCE = new AttributeDescriptor(
            "ratelimit.sequence", "Number of the notification within its generation, from 1; grows within its group");
    public static final AttributeDescriptor LIMIT_GENERATION = new AttributeDescriptor(
            "ratelimit.generation", "ULID of the limiter's life since its state was last empty");
    public static final AttributeDescriptor LIMIT_ROW_IDS = new AttributeDescriptor(
            "ratelimit.row.ids", "Ids of the first rows that the notification stands for; a JSON array of at most 20");
    public static final AttributeDescriptor LIMIT_SUPERSEDED = new AttributeDescriptor(
            "ratelimit.superseded", "true if the automation was reset before the notification could fire");
    public static final AttributeDescriptor LIMIT_ERROR =
            new AttributeDescriptor("ratelimit.error", "Why the matches could not be counted");
    public static final AttributeDescriptor ALERT_STATE =
            new AttributeDescriptor("alert.state", "firing, or resolved after an interval without a match");

    public static final AttributeDescriptor ENVIRONMENT_SLUG =
            new AttributeDescriptor("environment.slug", "Slug of the environment whose version of a prompt changed");
    public static final AttributeDescriptor ENVIRONMENT_ACTION = new AttributeDescriptor(
            "environment.action", "update if a version was assigned to the environment, delete if it was removed");
    public static final AttributeDescriptor PROMPT_ID =
            new AttributeDescriptor("prompt.id", "Id of the prompt whose version in an environment changed");
    public static final AttributeDescriptor PROMPT_SLUG =
            new AttributeDescriptor("prompt.slug", "Slug of the prompt whose version in an environment changed");
    public static final AttributeDescriptor PROMPT_VERSION =
            new AttributeDescriptor("prompt.version", "The version that was assigned to the environment");

    public static final AttributeDescriptor WEBHOOK_ID =
            new AttributeDescriptor("webhook.id", "Identifies the delivery; the same over retries");
    public static final AttributeDescriptor WEBHOOK_ATTEMPT =
            new AttributeDescriptor("webhook.attempt", "Number of attempts made");
    public static final AttributeDescriptor WEBHOOK_NOT_BEFORE = new AttributeDescriptor(
            "webhook.not.before", "Earliest time of the next attempt; ISO-8601 UTC with milliseconds");
    public static final AttributeDescriptor WEBHOOK_ENDPOINT = new AttributeDescriptor(
            "webhook.endpoint", "Where the delivery goes: scheme, host and a hash of the whole URL, which is a secret");
    public static final AttributeDescriptor WEBHOOK_FIRST_ATTEMPT = new AttributeDescriptor(
            "webhook.first.attempt", "Time of the first attempt; ISO-8601 UTC with milliseconds");
    public static final AttributeDescriptor WEBHOOK_STATUS =
            new AttributeDescriptor("webhook.status", "HTTP status of the last answer");
    public static final AttributeDescriptor WEBHOOK_ERROR =
            new AttributeDescriptor("webhook.error", "Why the delivery failed");
    public static final AttributeDescriptor WEBHOOK_RESPONSE =
            new AttributeDescriptor("webhook.response", "Beginning of the body of the last answer");

    public static final AttributeDescriptor EXPORT_LOCATION =
            new AttributeDescriptor("export.location", "Path of the export that the rows went to");
    public static final AttributeDescriptor EXPORT_OBJECTS =
            new AttributeDescriptor("export.objects", "Number of objects written");
    public static final AttributeDescriptor EXPORT_BYTES =
            new AttributeDescriptor("export.bytes", "Bytes of the objects written");
    public static final AttributeDescriptor EXPORT_ERROR =
            new AttributeDescriptor("export.error", "Why the export failed");

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private Attributes() {}

    /** A time as attributes and payloads hold it: ISO-8601 UTC with milliseconds, {@code 2025-05-12T10:00:00.000Z}. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }
}
