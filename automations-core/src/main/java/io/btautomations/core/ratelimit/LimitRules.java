package io.btautomations.core.ratelimit;

import io.btautomations.core.setting.Settings;
import java.time.Duration;

/**
 * What the user set.
 *
 * @param interval least time between two notifications
 * @param notifyAt when an interval's notification fires
 * @param distinct whether a row counts once per notification
 * @param maxHold how long matches of a source that catches up may wait
 */
record LimitRules(Duration interval, NotifyAt notifyAt, boolean distinct, Duration maxHold) {

    static LimitRules of(Settings settings) {
        Duration interval = settings.get(RateLimitDescriptions.INTERVAL);
        return new LimitRules(
                interval,
                settings.get(RateLimitDescriptions.NOTIFY_AT),
                settings.get(RateLimitDescriptions.UPDATED_ROWS) == UpdatedRows.ONCE_PER_WINDOW,
                settings.find(RateLimitDescriptions.MAX_HOLD).orElse(interval));
    }
}
