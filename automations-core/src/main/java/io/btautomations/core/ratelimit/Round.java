package io.btautomations.core.ratelimit;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What came of one look at the books.
 *
 * @param verdicts one for each arrival, in order
 * @param fires notifications that no arrival carries, by token
 * @param changed whether the books changed, so that they must be stored before anything leaves
 * @param nextLook when to look again if nothing arrives
 */
record Round(List<Verdict> verdicts, Map<String, Notification> fires, boolean changed, Instant nextLook) {

    Round {
        verdicts = List.copyOf(verdicts);
        fires = Map.copyOf(fires);
    }
}
