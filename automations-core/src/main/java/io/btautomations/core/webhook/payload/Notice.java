package io.btautomations.core.webhook.payload;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a payload tells.
 *
 * @param description may be empty
 * @param filter empty for all logs
 * @param group the group of rows that it is for; empty for all
 * @param isResolved whether it tells of a recovery
 * @param start beginning of the window
 * @param end end of the window, exclusive, not before {@code start}
 * @param count number of matches
 * @param rows texts of rows to show, none unless the user asked for them
 */
public record Notice(
        String organizationId,
        String organizationName,
        String projectId,
        String projectName,
        String automationId,
        String automationName,
        String description,
        String filter,
        String group,
        BigDecimal intervalSeconds,
        boolean isTest,
        boolean isResolved,
        Instant start,
        Instant end,
        long count,
        List<String> rows)
        implements Event {

    public Notice {
        rows = List.copyOf(rows);
    }

    /** The one sentence that tells of it. */
    public String message() {
        return Message.of(this);
    }

    /** Length of the window. */
    Duration length() {
        return Duration.between(start, end);
    }

    /** The automation's name, with the group if there is one. */
    String title() {
        return group.isEmpty() ? automationName : automationName + " (" + group + ")";
    }

    /** Whether it is a test, a recovery or an alert, in one word. */
    String state() {
        if (isTest) {
            return "test";
        }
        return isResolved ? "resolved" : "firing";
    }
}
