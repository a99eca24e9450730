package io.btautomations.core.ratelimit;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The limiter's books, as they stand in its state. Changes; for one thread. */
final class Ledger {

    /** The group that all share for whom there is no room. */
    static final String OTHER = "(other)";

    /** Identifies the limiter's life; empty before its first. */
    String life = "";

    /** The automation's generation; empty if the source has none. */
    String generation = "";

    /** Number of the generation's last notification; 0 before the first. */
    long sequence;

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

    /** What generations that are over told of their automation, by generation, while their last notifications leave. */
    final Map<String, Map<String, String>> former = new TreeMap<>();

    final Map<String, GroupLedger> groups = new TreeMap<>();
    final SeenTokens seen = new SeenTokens();
    final Map<String, InFlight> inFlight = new LinkedHashMap<>();

    /** Matching rows that wait for a notification. */
    long pending() {
        return groups.values().stream().mapToLong(group -> group.pending).sum();
    }

    /**
     * Forgets decisions that have taken effect.
     *
     * @return whether there was one among them
     */
    boolean retire(Collection<String> tokens) {
        boolean retired = inFlight.keySet().removeAll(tokens);
        former.keySet()
                .removeIf(over -> inFlight.values().stream()
                        .flatMap(decision -> decision.notifications().stream())
                        .noneMatch(notification -> notification.generation().equals(over)));
        return retired;
    }

    /** The group of that name, or the one for all for whom there is no room. */
    GroupLedger group(String name, LimitRules rules) {
        GroupLedger known = groups.get(name);
        if (known != null) {
            return known;
        }
        if (ownGroups() >= rules.maxGroups()) {
            groups.values().removeIf(group -> isIdle(group, rules));
        }
        String key = ownGroups() < rules.maxGroups() ? name : OTHER;
        return groups.computeIfAbsent(key, absent -> new GroupLedger());
    }

    private long ownGroups() {
        return groups.size() - (groups.containsKey(OTHER) ? 1 : 0);
    }

    /** Whether nothing is lost if the group is forgotten: its next window cannot reach back into its last one. */
    private boolean isIdle(GroupLedger group, LimitRules rules) {
        Instant safe = covered.orElse(clock).minus(rules.interval());
        boolean recovers = group.firing && rules.recovery();
        return group.pending == 0
                && group.seenIds.isEmpty()
                && !recovers
                && group.lastFire
                        .filter(fire -> fire.plus(rules.interval()).isAfter(clock))
                        .isEmpty()
                && group.lastEnd.filter(end -> end.isAfter(safe)).isEmpty();
    }

    /** Whether every match is accounted for: notified, waiting, or a repetition of one that is. */
    boolean balances() {
        return matched == notified + pending() + repeated;
    }
}
