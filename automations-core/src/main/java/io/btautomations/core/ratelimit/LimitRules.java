package io.btautomations.core.ratelimit;

import io.btautomations.core.setting.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * What the user set.
 *
 * @param interval least time between two notifications of a group
 * @param notifyAt when an interval's notification fires
 * @param memory how long a row is remembered; empty for as long as it waits
 * @param maxGroups number of groups with a limit of their own
 * @param recovery whether recoveries are told of
 * @param maxHold how long matches of a source that catches up may wait
 */
record LimitRules(
        Duration interval,
        NotifyAt notifyAt,
        Optional<Duration> memory,
        long maxGroups,
        boolean recovery,
        Duration maxHold) {

    static LimitRules of(Settings settings) {
        Duration interval = settings.get(RateLimitDescriptions.INTERVAL);
        UpdatedRows updatedRows = settings.get(RateLimitDescriptions.UPDATED_ROWS);
        return new LimitRules(
                interval,
                settings.get(RateLimitDescriptions.NOTIFY_AT),
                updatedRows == UpdatedRows.ONCE_PER_PERIOD
                        ? Optional.of(settings.get(RateLimitDescriptions.UPDATED_ROWS_PERIOD))
                        : Optional.empty(),
                settings.get(RateLimitDescriptions.MAX_GROUPS),
                settings.get(RateLimitDescriptions.NOTIFY_RECOVERY),
                settings.find(RateLimitDescriptions.MAX_HOLD).orElse(interval));
    }
}
