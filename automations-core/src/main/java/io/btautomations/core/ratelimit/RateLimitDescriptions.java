package io.btautomations.core.ratelimit;

import io.btautomations.core.setting.Formats;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.step.AttributeDescriptor;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.Counter;
import io.btautomations.core.step.Route;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

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

    static final Setting<Duration> UPDATED_ROWS_PERIOD = Setting.of(
                    "Updated Rows Period", Formats.duration(Duration.ofHours(1), Duration.ofDays(30)))
            .description("How long a row is remembered after it was counted, so that it is not counted again.")
            .defaultText("7 d")
            .required()
            .when(UPDATED_ROWS, UpdatedRows.ONCE_PER_PERIOD)
            .build();

    static final Setting<String> ROW_ID_PATH = Setting.text("Row ID Path")
            .description("Where a row holds its id, for example metadata.request_id. A row without id counts as a row"
                    + " of its own.")
            .defaultText("id")
            .required()
            .when(UPDATED_ROWS, UpdatedRows.ONCE_PER_WINDOW, UpdatedRows.ONCE_PER_PERIOD)
            .build();

    static final Setting<String> GROUP_BY = Setting.text("Group By")
            .description("BTQL expression on a row, for example metadata.model. Each of its values has a limit and"
                    + " notifications of its own. Empty: one limit for all rows.")
            .build();

    static final Setting<Long> MAX_GROUPS = Setting.of("Max Groups", Formats.wholeNumber(1, 500))
            .description("Number of groups that have a limit of their own at a time; all beyond share one more, named"
                    + " (other).")
            .defaultText("500")
            .required()
            .build();

    static final Setting<Boolean> NOTIFY_RECOVERY = Setting.flag("Notify Recovery")
            .description("Whether to tell also that a group recovered: after an interval of runs without a match, an"
                    + " item with alert.state = resolved goes to notify. A source that stopped never resolves.")
            .defaultText("false")
            .required()
            .build();

    static final Setting<Duration> MAX_HOLD = Setting.of(
                    "Max Hold", Formats.duration(Duration.ofSeconds(1), Duration.ofDays(30)))
            .description("While the source catches up with the past, matches are only counted, so that a downtime ends"
                    + " in one notification; but not longer than this. Empty: one interval.")
            .build();

    static final List<Setting<?>> SETTINGS = List.of(
            INTERVAL,
            NOTIFY_AT,
            UPDATED_ROWS,
            UPDATED_ROWS_PERIOD,
            ROW_ID_PATH,
            GROUP_BY,
            MAX_GROUPS,
            NOTIFY_RECOVERY,
            MAX_HOLD);

    static final Route NOTIFY =
            new Route("notify", "At most one item per interval, with the number of matches that it stands for");
    static final Route SUPPRESSED =
            new Route("suppressed", "Items whose matches were counted and are told of in another item");
    static final Route FAILURE = new Route("failure", "Items whose matches could not be counted");
    static final List<Route> ROUTES = List.of(NOTIFY, SUPPRESSED, FAILURE);

    static final Counter ROWS_MATCHED = new Counter("Matches Received", "A matching row that arrived");
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

    static final List<AttributeDescriptor> WRITES = Stream.of(
                    List.of(Attributes.RECORD_COUNT, Attributes.MIME_TYPE),
                    CONTEXT,
                    List.of(
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
                            Attributes.ALERT_STATE))
            .flatMap(List::stream)
            .toList();

    private RateLimitDescriptions() {}
}
