package io.btautomations.core.ratelimit;

import io.btautomations.core.ratelimit.Notification.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides what leaves and when. Works on books that it is given and on nothing else, so that a round can be thought
 * through again on fresh books if another node was faster.
 */
final class Limiter {

    /** How long the rest of a run is waited for, and how long another node may take to send out what it decided. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Longest time for which a change of the books by another node may go unnoticed. */
    static final Duration LOOK = Duration.ofSeconds(60);

    /** Steps of the clock up to this are waited out: clocks of several machines never agree. */
    static final Duration SKEW = Duration.ofSeconds(60);

    private static final int MOST_IN_FLIGHT = 1_000;

    private final LimitRules rules;
    private final String node;

    Limiter(LimitRules rules, String node) {
        this.rules = rules;
        this.node = node;
    }

    /**
     * Counts what arrived and fires what is due.
     *
     * @param newLife names the limiter's life if it begins with this round
     * @param wall the time on the clock, which may have stepped back
     * @param mayFire whether notifications find room
     * @param underWay tokens of notifications that this process is sending out already
     */
    Round round(
            Ledger ledger,
            List<Arrival> arrivals,
            String newLife,
            Instant wall,
            boolean mayFire,
            Set<String> underWay) {
        boolean changed = settle(ledger, wall);
        Instant now = ledger.clock;
        if (ledger.life.isEmpty()) {
            ledger.life = newLife;
        }
        Map<String, Notification> fires = new LinkedHashMap<>();
        if (mayFire) {
            fires.putAll(recover(ledger, now, underWay));
        }
        Bench bench = new Bench();
        for (Arrival arrival : arrivals) {
            bench.seat(arrival, judge(ledger, arrival, now, fires));
        }
        if (mayFire) {
            fireDue(ledger, bench, now, fires);
        }
        changed |= !fires.isEmpty() || bench.anyCounted();
        bench.record(ledger, now, node);
        fires.forEach((token, notification) ->
                ledger.inFlight.put(token, new InFlight(false, List.of(notification), node, now)));
        limitInFlight(ledger);
        return new Round(bench.verdicts(), fires, changed, nextLook(ledger, now));
    }

    /** Sets the books' clock; a step back beyond {@link #SKEW} puts off what is due by at most one interval. */
    private static boolean settle(Ledger ledger, Instant wall) {
        boolean back = wall.plus(SKEW).isBefore(ledger.clock);
        if (back) {
            ledger.groups.values().forEach(group -> group.stepBack(wall));
            ledger.seen.stepBack(wall);
            ledger.inFlight.replaceAll((token, decision) -> decision.since().isAfter(wall)
                    ? new InFlight(decision.hasInput(), decision.notifications(), decision.node(), wall)
                    : decision);
        }
        if (back || wall.isAfter(ledger.clock)) {
            ledger.clock = wall;
        }
        return back;
    }

    /** What was decided without an input and nobody seems to be sending out. */
    private Map<String, Notification> recover(Ledger ledger, Instant now, Set<String> underWay) {
        Map<String, Notification> found = new LinkedHashMap<>();
        ledger.inFlight.forEach((token, decision) -> {
            boolean ownFormerLife = decision.node().equals(node) && !underWay.contains(token);
            boolean overdue = !decision.since().plus(PATIENCE).isAfter(now);
            if (!decision.hasInput() && (ownFormerLife || overdue)) {
                found.put(token, decision.notifications().get(0));
            }
        });
        return found;
    }

    private Verdict judge(Ledger ledger, Arrival arrival, Instant now, Map<String, Notification> fires) {
        InFlight decided = ledger.inFlight.get(arrival.token().key());
        if (decided != null) {
            return new Verdict.Recalled(decided.notifications());
        }
        if (ledger.seen.contains(arrival.token())) {
            return new Verdict.Repeated();
        }
        if (arrival.generation().compareTo(ledger.generation) > 0) {
            supersede(ledger, arrival.generation(), now, fires);
        }
        ledger.seen.add(arrival.token(), now);
        if (!arrival.context().isEmpty()) {
            ledger.context = arrival.context();
        }
        arrival.window().ifPresent(window -> {
            ledger.catchingUp = arrival.catchingUp();
            ledger.covered =
                    ledger.covered.filter(known -> known.isAfter(window.end())).or(() -> Optional.of(window.end()));
        });
        return new Verdict.Counted(List.of(), count(ledger, arrival, now));
    }

    private long count(Ledger ledger, Arrival arrival, Instant now) {
        TimeWindow written = arrival.window().orElse(new TimeWindow(now, now.plusMillis(1)));
        long repeated = 0;
        for (Map.Entry<String, RowTally> part : arrival.tallies().sorted().entrySet()) {
            GroupLedger group = ledger.group(part.getKey(), rules);
            rules.memory().ifPresent(memory -> group.forget(now.minus(memory)));
            repeated += group.add(part.getValue(), written, now, Room.beside(ledger.groups.values()));
        }
        ledger.matched += arrival.tallies().rows();
        ledger.repeated += repeated;
        return repeated;
    }

    /** Begins a new generation; what waits of the old one fires, for nothing will be added to it. */
    private void supersede(Ledger ledger, String generation, Instant now, Map<String, Notification> fires) {
        ledger.groups.forEach((key, group) -> {
            if (group.pending > 0) {
                Notification last = fire(ledger, key, group, now, Kind.SUPERSEDED);
                fires.put(last.key(), last);
                ledger.former.put(ledger.generation, ledger.context);
            }
        });
        ledger.groups.clear();
        ledger.sequence = 0;
        ledger.covered = Optional.empty();
        ledger.catchingUp = false;
        ledger.generation = generation;
    }

    private void fireDue(Ledger ledger, Bench bench, Instant now, Map<String, Notification> fires) {
        ledger.groups.forEach((key, group) -> {
            if (group.pending > 0 && !dueAt(ledger, group).isAfter(now)) {
                Notification due = fire(ledger, key, group, now, Kind.FIRING);
                if (!bench.carry(key, due)) {
                    fires.put(due.key(), due);
                }
            } else if (rules.recovery() && hasRecovered(ledger, group, now)) {
                Notification recovery = group.resolve(circumstances(ledger, key, now), ledger.covered.orElse(now));
                fires.put(recovery.key(), recovery);
            }
        });
    }

    private Notification fire(Ledger ledger, String key, GroupLedger group, Instant now, Kind kind) {
        Notification notification = group.fire(circumstances(ledger, key, now), kind);
        if (rules.memory().isEmpty()) {
            group.seenIds.clear();
        }
        ledger.notified += notification.count();
        return notification;
    }

    private GroupLedger.Fire circumstances(Ledger ledger, String key, Instant now) {
        ledger.sequence++;
        return new GroupLedger.Fire(key, ledger.generation, ledger.sequence, rules.interval(), ledger.covered, now);
    }

    /** Whether the source's runs show a whole interval without a match. */
    private boolean hasRecovered(Ledger ledger, GroupLedger group, Instant now) {
        boolean silent = ledger.covered
                .filter(covered -> group.lastMatch
                        .filter(match -> !covered.isBefore(match.plus(rules.interval())))
                        .isPresent())
                .isPresent();
        boolean mayTell = group.lastFire
                .filter(fire -> !now.isBefore(fire.plus(rules.interval())))
                .isPresent();
        return group.firing
                && group.pending == 0
                && silent
                && mayTell
                && !ledger.catchingUp
                && ledger.seen.incompleteUntil(PATIENCE).filter(now::isBefore).isEmpty();
    }

    private Instant dueAt(Ledger ledger, GroupLedger group) {
        Instant since = group.pendingSince.orElse(ledger.clock);
        Instant at = group.lastFire.map(fire -> fire.plus(rules.interval())).orElse(Instant.EPOCH);
        if (rules.notifyAt() == NotifyAt.INTERVAL_END && !at.isAfter(since)) {
            at = since.plus(rules.interval());
        }
        if (ledger.catchingUp) {
            at = later(at, since.plus(rules.maxHold()));
        }
        return later(at, ledger.seen.incompleteUntil(PATIENCE).orElse(at));
    }

    private Instant nextLook(Ledger ledger, Instant now) {
        return ledger.groups.values().stream()
                .filter(group -> group.pending > 0)
                .map(group -> dueAt(ledger, group))
                .reduce(now.plus(LOOK), (one, other) -> one.isBefore(other) ? one : other);
    }

    private static void limitInFlight(Ledger ledger) {
        int excess = ledger.inFlight.size() - MOST_IN_FLIGHT;
        if (excess > 0) {
            List<String> oldest = ledger.inFlight.entrySet().stream()
                    .sorted((one, other) ->
                            one.getValue().since().compareTo(other.getValue().since()))
                    .filter(entry -> entry.getValue().notifications().isEmpty())
                    .map(Map.Entry::getKey)
                    .limit(excess)
                    .toList();
            ledger.retire(oldest);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The arrivals of a round and what was decided of each. */
    private static final class Bench {

        private final List<Arrival> arrivals = new ArrayList<>();
        private final List<Verdict> verdicts = new ArrayList<>();

        void seat(Arrival arrival, Verdict verdict) {
            arrivals.add(arrival);
            verdicts.add(verdict);
        }

        boolean anyCounted() {
            return verdicts.stream().anyMatch(Verdict.Counted.class::isInstance);
        }

        /**
         * Has the last counted arrival with rows of the group, or else the last counted one, carry the notification.
         */
        boolean carry(String group, Notification notification) {
            Optional<Integer> carrier = lastCounted(
                            arrival -> arrival.tallies().byGroup().containsKey(group))
                    .or(() -> lastCounted(arrival -> true));
            carrier.ifPresent(index -> {
                Verdict.Counted counted = (Verdict.Counted) verdicts.get(index);
                List<Notification> all = new ArrayList<>(counted.notifications());
                all.add(notification);
                verdicts.set(index, new Verdict.Counted(all, counted.repeatedRows()));
            });
            return carrier.isPresent();
        }

        void record(Ledger ledger, Instant now, String node) {
            for (int i = 0; i < arrivals.size(); i++) {
                if (verdicts.get(i) instanceof Verdict.Counted counted && counted.isRecorded(arrivals.get(i))) {
                    ledger.inFlight.put(
                            arrivals.get(i).token().key(), new InFlight(true, counted.notifications(), node, now));
                }
            }
        }

        List<Verdict> verdicts() {
            return verdicts;
        }

        private Optional<Integer> lastCounted(Predicate<Arrival> condition) {
            for (int i = arrivals.size() - 1; i >= 0; i--) {
                if (verdicts.get(i) instanceof Verdict.Counted && condition.test(arrivals.get(i))) {
                    return Optional.of(i);
                }
            }
            return Optional.empty();
        }
    }
}
