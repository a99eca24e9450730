package io.btautomations.core.webhook;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a payload tells.
 *
 * @param description may be empty
 * @param filter empty for all logs
 * @param start beginning of the window
 * @param end end of the window, exclusive, not before {@code start}
 * @param count number of matches
 */
record Notice(
        String organizationId,
        String organizationName,
        String projectId,
        String projectName,
        String automationId,
        String automationName,
        String description,
        String filter,
        BigDecimal intervalSeconds,
        boolean isTest,
        Instant start,
        Instant end,
        long count) {}
