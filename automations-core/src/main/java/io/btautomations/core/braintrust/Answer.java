package io.btautomations.core.braintrust;

import java.time.Instant;
import java.util.Optional;

/**
 * What a whole answer says beside its rows.
 *
 * @param rows how many rows it has
 * @param cursor where the next page begins, if the endpoint said so
 * @param serverTime the endpoint's clock, from its {@code Date} header
 * @param freshness how far the endpoint had read its own log, if it said so
 */
public record Answer(long rows, Optional<String> cursor, Instant serverTime, Optional<Freshness> freshness) {

    /**
     * How far an endpoint had read its own log.
     *
     * @param lastProcessed transaction up to which everything is in the answer, if known
     * @param lastConsidered the last transaction that there is, if known; when that is processed, everything is
     * @param realtime whether what is not yet processed is in the answer, too
     * @param actual transaction up to which the answer is complete when it is not realtime, if known
     */
    public record Freshness(
            Optional<TransactionId> lastProcessed,
            Optional<TransactionId> lastConsidered,
            boolean realtime,
            Optional<TransactionId> actual) {

        /** How far an endpoint that does not say what the last transaction is had read its log. */
        public Freshness(Optional<TransactionId> lastProcessed, boolean realtime, Optional<TransactionId> actual) {
            this(lastProcessed, Optional.empty(), realtime, actual);
        }

        /** Whether the endpoint had processed everything there was. */
        public boolean isWhole() {
            return lastProcessed.isPresent() && lastProcessed.equals(lastConsidered);
        }
    }
}
