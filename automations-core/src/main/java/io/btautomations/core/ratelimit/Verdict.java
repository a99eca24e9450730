package io.btautomations.core.ratelimit;

import java.util.List;

/** What becomes of an input. */
sealed interface Verdict {

    /** The input was counted just now. */
    record Counted(List<Notification> notifications, long repeatedRows) implements Verdict {
        public Counted {
            notifications = List.copyOf(notifications);
        }

        /** Whether the decision must be found again if the input does not leave: it would change something. */
        boolean isRecorded(Arrival arrival) {
            return arrival.tallies().rows() > 0 || !notifications.isEmpty();
        }
    }

    /** The input was counted before, but may not have left; the decision of that time stands. */
    record Recalled(List<Notification> notifications) implements Verdict {
        public Recalled {
            notifications = List.copyOf(notifications);
        }
    }

    /** The input was counted before and has left; it is a repetition. */
    record Repeated() implements Verdict {}
}
