package io.btautomations.core.source.live;

import io.btautomations.core.braintrust.Answer;
import io.btautomations.core.braintrust.PaginationKey;
import io.btautomations.core.braintrust.TransactionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a live log can be read: what is written later than that may still be followed by something before it. By the
 * endpoint's clock, never by this machine's.
 *
 * @param delay how long a write may take to be seen
 */
public record Horizon(Duration delay) {

    /** How far it could be read at the time of the answer if the endpoint had processed everything. */
    PaginationKey level(Answer answer) {
        return TransactionId.firstOf(answer.serverTime().minus(delay)).firstKey();
    }

    /** How far it can be read at the time of the answer; exclusive. */
    PaginationKey end(Answer answer) {
        PaginationKey level = level(answer);
        return completeUpTo(answer).filter(end -> end.compareTo(level) < 0).orElse(level);
    }

    /** Whether the answer had everything that there is up to the key. */
    static boolean isWhole(Answer answer, PaginationKey to) {
        return completeUpTo(answer).filter(end -> end.compareTo(to) < 0).isEmpty();
    }

    /** The time of a key: the second of the write, and in it a millisecond that keeps the keys' order. */
    public static Instant timeOf(PaginationKey key) {
        long withinSecond = key.value() & 0xFFFF_FFFFL;
        return key.time().plusMillis(withinSecond * 1000 >>> 32);
    }

    /** Where the answer ends to be complete, exclusive; nothing if it does not end. */
    private static Optional<PaginationKey> completeUpTo(Answer answer) {
        Optional<Answer.Freshness> freshness = answer.freshness();
        Optional<PaginationKey> processed = freshness
                .filter(known -> !known.isWhole())
                .flatMap(Answer.Freshness::lastProcessed)
                .map(last -> last.next().firstKey());
        Optional<PaginationKey> actual = freshness
                .filter(known -> !known.realtime())
                .flatMap(Answer.Freshness::actual)
                .map(TransactionId::firstKey);
        return processed
                .filter(end -> actual.isEmpty() || end.compareTo(actual.get()) < 0)
                .or(() -> actual);
    }
}
