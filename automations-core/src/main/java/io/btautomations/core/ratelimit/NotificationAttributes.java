package io.btautomations.core.ratelimit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.btautomations.core.ratelimit.Notification.Kind;
import io.btautomations.core.step.Attributes;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The attributes of an item that is a notification. */
final class NotificationAttributes {

    private NotificationAttributes() {}

    /** What the notification tells of itself. */
    static Map<String, String> of(Notification notification, Duration interval, String life) {
        Map<String, String> attributes = new TreeMap<>(window(notification.window(), interval));
        attributes.put(Attributes.LIMIT_COUNT.name(), String.valueOf(notification.count()));
        attributes.put(Attributes.LIMIT_COUNT_EXACT.name(), String.valueOf(notification.exact()));
        attributes.put(Attributes.LIMIT_SEQUENCE.name(), String.valueOf(notification.sequence()));
        attributes.put(Attributes.LIMIT_GENERATION.name(), life);
        ArrayNode ids = JsonNodeFactory.instance.arrayNode();
        notification.rowIds().forEach(ids::add);
        attributes.put(Attributes.LIMIT_ROW_IDS.name(), ids.toString());
        if (!notification.group().isEmpty()) {
            attributes.put(Attributes.LIMIT_GROUP.name(), notification.group());
        }
        if (!notification.generation().isEmpty()) {
            attributes.put(Attributes.AUTOMATION_GENERATION.name(), notification.generation());
        }
        if (notification.kind() == Kind.RESOLVED) {
            attributes.put(Attributes.ALERT_STATE.name(), "resolved");
        }
        if (notification.kind() == Kind.SUPERSEDED) {
            attributes.put(Attributes.LIMIT_SUPERSEDED.name(), "true");
        }
        return attributes;
    }

    /** What a test tells: all rows of the input, and nothing of the books. */
    static Map<String, String> ofTest(long rows, TimeWindow window, Duration interval) {
        Map<String, String> attributes = new TreeMap<>(window(window, interval));
        attributes.put(Attributes.LIMIT_COUNT.name(), String.valueOf(rows));
        return attributes;
    }

    private static Map<String, String> window(TimeWindow window, Duration interval) {
        return Map.of(
                Attributes.LIMIT_INTERVAL_SECONDS.name(),
                BigDecimal.valueOf(interval.toMillis(), 3).stripTrailingZeros().toPlainString(),
                Attributes.LIMIT_WINDOW_START.name(),
                Attributes.time(window.start()),
                Attributes.LIMIT_WINDOW_END.name(),
                Attributes.time(window.end()),
                Attributes.ALERT_STATE.name(),
                "firing");
    }
}
