package io.btautomations.core.ratelimit;

import java.time.Instant;
import java.util.List;

/**
 * A decision that was taken and may not have taken effect: what was decided is in the state, what left the step may not
 * be durable yet.
 *
 * @param hasInput whether an input carries the decision and brings it up again; otherwise it must be sent out again by
 *     whoever finds it
 * @param notifications what is to be sent; none for a suppressed input
 * @param node who decided
 * @param since when
 */
record InFlight(boolean hasInput, List<Notification> notifications, String node, Instant since) {

    InFlight {
        notifications = List.copyOf(notifications);
    }
}
