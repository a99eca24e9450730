package io.btautomations.core.webhook.payload;

import java.time.Duration;
import java.util.Locale;

/** The one sentence that tells of a notification. */
final class Message {

    private Message() {}

    /** For example {@code High-Priority Factuality: 5 logs triggered automation in the last 1 hour}. */
    static String of(Notice notice) {
        return notice.title() + ": " + counted(notice.count(), "log") + " triggered automation in the last "
                + length(notice.length());
    }

    /** A duration in the largest of days, hours, minutes and seconds that it is a multiple of; seconds are rounded. */
    static String length(Duration duration) {
        long seconds = Math.max(1, (duration.toMillis() + 500) / 1000);
        if (seconds % 86_400 == 0) {
            return counted(seconds / 86_400, "day");
        }
        if (seconds % 3_600 == 0) {
            return counted(seconds / 3_600, "hour");
        }
        return seconds % 60 == 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
    }

    private static String counted(long number, String noun) {
        return String.format(Locale.ROOT, "%d %s%s", number, noun, number == 1 ? "" : "s");
    }
}
