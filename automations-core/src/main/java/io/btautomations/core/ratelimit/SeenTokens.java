package io.btautomations.core.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The inputs that were counted, so that one that comes again is not counted again: all fragments of the last runs, and
 * the last items that belong to no run. Changes; for one thread.
 */
final class SeenTokens {

    static final int MOST_RUNS = 256;
    static final int MOST_ITEMS = 1_000;

    /** What was counted of a run; {@code count} is the number of its fragments, once known. */
    static final class Run {
        final FragmentSet fragments;
        Optional<Integer> count;
        Instant since;

        Run(FragmentSet fragments, Optional<Integer> count, Instant since) {
            this.fragments = fragments;
            this.count = count;
            this.since = since;
        }

        boolean isComplete() {
            return count.filter(fragments::reaches).isPresent();
        }
    }

    /** By key, in the order in which the runs began. */
    final Map<String, Run> runs = new LinkedHashMap<>();

    /** In the order in which they were counted. */
    final Deque<String> items = new ArrayDeque<>();

    boolean contains(Token token) {
        return switch (token) {
            case Token.Item item -> items.contains(item.key());
            case Token.Fragment fragment ->
                Optional.ofNullable(runs.get(fragment.run()))
                        .filter(run -> run.fragments.contains(fragment.index()))
                        .isPresent();
        };
    }

    void add(Token token, Instant now) {
        switch (token) {
            case Token.Item item -> {
                items.addLast(item.key());
                if (items.size() > MOST_ITEMS) {
                    items.removeFirst();
                }
            }
            case Token.Fragment fragment -> {
                Run run = runs.computeIfAbsent(
                        fragment.run(), key -> new Run(FragmentSet.empty(), Optional.empty(), now));
                run.fragments.add(fragment.index());
                run.count = fragment.count().or(() -> run.count);
                if (runs.size() > MOST_RUNS) {
                    runs.remove(runs.keySet().iterator().next());
                }
            }
        }
    }

    /**
     * Until when to wait for the rest of the newest run, so that one notification tells of all its matches; empty if
     * nothing is missing. Not longer than {@code patience} from the run's first fragment, as the rest may have gone
     * another way.
     */
    Optional<Instant> incompleteUntil(Duration patience) {
        Optional<Run> newest = Optional.empty();
        for (Run run : runs.values()) {
            newest = Optional.of(run);
        }
        return newest.filter(run -> !run.isComplete()).map(run -> run.since.plus(patience));
    }

    void stepBack(Instant now) {
        runs.values().forEach(run -> run.since = run.since.isAfter(now) ? now : run.since);
    }
}
