package io.btautomations.core.ratelimit;

import io.btautomations.core.identity.Ulid;
import io.btautomations.core.port.StateStore.State;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepException;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The limiter's books in its state, changed by compare-and-swap. For one thread; several nodes may share the state. */
final class LedgerStore {

    private static final int MOST_RACES = 50;

    /**
     * A round that is durable.
     *
     * @param life names the limiter's life
     * @param context what is known of the automation
     * @param former what was known of it in generations that are over, by generation
     */
    record Stored(Round round, String life, Map<String, String> context, Map<String, Map<String, String>> former) {

        /** What is to be told of the automation along with the notification. */
        Map<String, String> context(Notification notification) {
            return former.getOrDefault(notification.generation(), context);
        }
    }

    private final StepContext context;
    private final Limiter limiter;
    private long waiting;

    LedgerStore(StepContext context, LimitRules rules) {
        this.context = context;
        this.limiter = new Limiter(rules, context.nodeId());
    }

    /**
     * Has the limiter look at the books, and stores what changed.
     *
     * @param settled tokens of decisions that have taken effect
     * @param underWay tokens of notifications that this process is sending out
     * @throws StepException if the books cannot be read or stored, or do not balance; nothing may leave then
     */
    Stored round(List<Arrival> arrivals, Instant now, boolean mayFire, Set<String> underWay, Collection<String> settled)
            throws StepException {
        String newLife = Ulid.mint(context.clock(), context.randomness());
        for (int i = 0; i < MOST_RACES; i++) {
            State state = read();
            Ledger ledger = balanced(decode(state));
            boolean isFresh = ledger.life.isEmpty();
            boolean retired = ledger.retire(settled);
            Round round = limiter.round(ledger, arrivals, newLife, now, mayFire, underWay);
            balanced(ledger);
            if (!round.changed() && !retired || replace(state, ledger)) {
                if (isFresh && waiting > 0) {
                    context.events()
                            .warn("The state of the limit was cleared, and " + waiting
                                    + " matches that waited for a notification with it");
                }
                waiting = ledger.pending();
                return new Stored(round, ledger.life, ledger.context, Map.copyOf(ledger.former));
            }
        }
        throw lostRaces();
    }

    /**
     * Forgets decisions that have taken effect.
     *
     * @throws StepException if that cannot be stored; they are forgotten in the next round
     */
    void retire(Collection<String> settled) throws StepException {
        for (int i = 0; i < MOST_RACES; i++) {
            State state = read();
            Ledger ledger = decode(state);
            if (!ledger.retire(settled) || replace(state, ledger)) {
                return;
            }
        }
        throw lostRaces();
    }

    /** What the books say, for a person. */
    String describe() throws StepException {
        Ledger ledger = balanced(decode(read()));
        return "%d rows matched, %d were notified, %d wait, %d came again"
                .formatted(ledger.matched, ledger.notified, ledger.pending(), ledger.repeated);
    }

    private State read() throws StepException {
        try {
            return context.state().read();
        } catch (IOException e) {
            throw new StepException("The state of the limit cannot be read, so nothing is sent: " + e.getMessage(), e);
        }
    }

    private boolean replace(State state, Ledger ledger) throws StepException {
        try {
            return context.state().replace(state, LedgerCodec.encode(ledger));
        } catch (IOException e) {
            throw new StepException(
                    "The state of the limit cannot be stored, so nothing is sent: " + e.getMessage(), e);
        }
    }

    private static Ledger decode(State state) throws StepException {
        try {
            return LedgerCodec.decode(state.entries());
        } catch (IllegalArgumentException e) {
            throw new StepException(
                    "The state of the limit makes no sense: " + e.getMessage()
                            + "; clear the state to start anew, which drops the matches that wait",
                    e);
        }
    }

    /** The books, if every match is accounted for. */
    private Ledger balanced(Ledger ledger) throws StepException {
        if (ledger.balances()) {
            return ledger;
        }
        String message =
                "The books of the limit do not balance: %d matched, but %d notified, %d waiting and %d repeated;"
                                .formatted(ledger.matched, ledger.notified, ledger.pending(), ledger.repeated)
                        + " nothing is sent until the state is cleared";
        context.events().error(message);
        throw new StepException(message);
    }

    private static StepException lostRaces() {
        return new StepException(
                "Other nodes changed the state of the limit " + MOST_RACES + " times in a row; it is tried again");
    }
}
