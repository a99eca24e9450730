package io.btautomations.core.ratelimit;

import io.btautomations.core.setting.Formats;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.step.AttributeDescriptor;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.Counter;
import io.btautomations.core.step.Route;
import java.time.Duration;
import java.util.List;

/** What a user sees of the limiter. */
final class RateLimitDescriptions {

    static final Setting<Duration> INTERVAL = Setting.of(
                    "Interval", Formats.duration(Duration.ofSeconds(1), Duration.ofDays(30)))
            .description(
                    "Least time from one notification to the next. Matches in between are counted and told of in the"
                            + " next one.")
            .defaultText("1 h")
            .required()
            .build();

    static final Setting<NotifyAt> NOTIFY_AT = Setting.choice("Notify At", NotifyAt.class)
            .description("When a notification fires.")
            .defaultText(NotifyAt.FIRST_MATCH.value())
            .required()
            .build();

    static final Setting<UpdatedRows> UPDATED_ROWS = Setting.choice("Updated Rows", UpdatedRows.class)
            .description("How often a row counts that comes again because it was updated, for example when a score"
                    + " arrives.")
            .defaultText(UpdatedRows.ONCE_PER_WINDOW.value())
            .required()
            .build();

    static final Setting<RowIdPath> ROW_ID_PATH = Setting.of("Row ID Path", RowIdPath::parse)
            .description("Where a row holds its id, as a dotted path. A row without id counts as a row of its own.")
            .defaultText("id")
            .required()
            .when(UPDATED_ROWS, UpdatedRows.ONCE_PER_WINDOW)
            .build();

    static final Setting<Duration> MAX_HOLD = Setting.of(
                    "Max Hold", Formats.duration(Duration.ofSeconds(1), Duration.ofDays(30)))
            .description("While the source catches up with the past, matches are only counted, so that a downtime ends"
                    + " in one notification; but not longer than this. Empty: one interval.")
            .build();

    static final List<Setting<?>> SETTINGS = List.of(INTERVAL, NOTIFY_AT, UPDATED_ROWS, ROW_ID_PATH, MAX_HOLD);

    static final Route NOTIFY =
            new Route("notify", "At most one item per interval, with the number of matches that it stands for");
    static final Route SUPPRESSED =
            new Route("suppressed", "Items whose matches were counted and are told of in another item");
    static final Route FAILURE = new Route("failure", "Items whose matches could not be counted");
    static final List<Route> ROUTES = List.of(NOTIFY, SUPPRESSED, FAILURE);

    static final Counter ROWS_MATCHED = new Counter("Rows Matched", "A matching row that arrived");
    static final Counter ROWS_REPEATED =
            new Counter("Rows Repeated", "A matching row that was counted before in the same window");
    static final Counter ROWS_NOTIFIED = new Counter("Rows Notified", "A matching row that a notification stands for");
    static final Counter NOTIFICATIONS = new Counter("Notifications", "An item sent to notify");
    static final List<Counter> COUNTERS = List.of(ROWS_MATCHED, ROWS_REPEATED, ROWS_NOTIFIED, NOTIFICATIONS);

    /** What a notification tells of its automation, also when no input is at hand when it fires. */
    static final List<AttributeDescriptor> CONTEXT = List.of(
            Attributes.AUTOMATION_ID,
            Attributes.AUTOMATION_NAME,
            Attributes.AUTOMATION_DESCRIPTION,
            Attributes.AUTOMATION_GENERATION,
            Attributes.ORGANIZATION_ID,
            Attributes.ORGANIZATION_NAME,
            Attributes.PROJECT_ID,
            Attributes.PROJECT_NAME,
            Attributes.FILTER);

    static final List<AttributeDescriptor> READS = List.of(
            Attributes.RECORD_COUNT,
            Attributes.MIME_TYPE,
            Attributes.AUTOMATION_ID,
            Attributes.AUTOMATION_NAME,
            Attributes.AUTOMATION_DESCRIPTION,
            Attributes.AUTOMATION_GENERATION,
            Attributes.AUTOMATION_IS_TEST,
            Attributes.ORGANIZATION_ID,
            Attributes.ORGANIZATION_NAME,
            Attributes.PROJECT_ID,
            Attributes.PROJECT_NAME,
            Attributes.FILTER,
            Attributes.WINDOW_START,
            Attributes.WINDOW_END,
            Attributes.RUN_ID,
            Attributes.CATCHING_UP,
            Attributes.FRAGMENT_IDENTIFIER,
            Attributes.FRAGMENT_INDEX,
            Attributes.FRAGMENT_COUNT);

    static final List<AttributeDescriptor> WRITES = List.of(
            Attributes.LIMIT_INTERVAL_SECONDS,
            Attributes.LIMIT_COUNT,
            Attributes.LIMIT_COUNT_EXACT,
            Attributes.LIMIT_WINDOW_START,
            Attributes.LIMIT_WINDOW_END,
            Attributes.LIMIT_GROUP,
            Attributes.LIMIT_SEQUENCE,
            Attributes.LIMIT_GENERATION,
            Attributes.LIMIT_ROW_IDS,
            Attributes.LIMIT_SUPERSEDED,
            Attributes.LIMIT_ERROR,
            Attributes.ALERT_STATE);

    private RateLimitDescriptions() {}
}
