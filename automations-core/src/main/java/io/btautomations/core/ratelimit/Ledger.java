package io.btautomations.core.ratelimit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The limiter's books, as they stand in its state. Changes; for one thread. */
final class Ledger {

    /** Ids that may be remembered in all groups together: state has to stay well below 1 MB. */
    static final int MOST_ROW_IDS = 16_384;

    /** Identifies the limiter's life; empty before its first. */
    String life = "";

    /** The automation's generation; empty if the source has none. */
    String generation = "";

    /** The latest wall-clock time seen. */
    Instant clock = Instant.EPOCH;

    /** Write time up to which the source's runs were seen. */
    Optional<Instant> covered = Optional.empty();

    /** Whether the source still reads the past. */
    boolean catchingUp;

    /** Matching rows that arrived. */
    long matched;

    /** Matching rows that notifications stand for. */
    long notified;

    /** Matching rows that were not counted again. */
    long repeated;

    /** What the newest input told of its automation. */
    Map<String, String> context = Map.of();

    final Map<String, GroupLedger> groups = new TreeMap<>();
    final SeenTokens seen = new SeenTokens();
    final Map<String, InFlight> inFlight = new LinkedHashMap<>();

    /** Matching rows that wait for a notification. */
    long pending() {
        return groups.values().stream().mapToLong(group -> group.pending).sum();
    }

    /** Number of ids remembered. */
    int rememberedIds() {
        return groups.values().stream().mapToInt(group -> group.seenIds.size()).sum();
    }

    /** Whether every match is accounted for: notified, waiting, or a repetition of one that is. */
    boolean balances() {
        return matched == notified + pending() + repeated;
    }
}
