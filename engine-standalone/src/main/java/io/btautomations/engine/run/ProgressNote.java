package io.btautomations.engine.run;

import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells the store where an automation stands. What changes with every look at a log is written once a second at most,
 * so that a log that is looked at many times a second does not wear out a disk. Used by one thread.
 */
final class ProgressNote {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String automation;
    private final EngineStore store;
    private final World world;
    private Optional<Instant> written = Optional.empty();

    ProgressNote(String automation, EngineStore store, World world) {
        this.automation = automation;
        this.store = store;
        this.world = world;
    }

    /** @param atOnce whether it matters too much to be left out */
    void write(
            Optional<Instant> nextDue,
            Optional<Instant> levelAt,
            int failures,
            Optional<String> error,
            boolean atOnce) {
        Instant now = world.clock().now();
        boolean isFarOff = nextDue.filter(due -> due.isBefore(now.plus(PAUSE))).isEmpty();
        boolean isFresh = written.filter(
                        then -> Duration.between(then, now).abs().compareTo(PAUSE) < 0)
                .isPresent();
        if (!atOnce && !isFarOff && isFresh) {
            return;
        }
        written = Optional.of(now);
        try {
            store.setProgress(automation, nextDue, levelAt, failures, error);
        } catch (StoreException e) {
            world.journal().say(Journal.Level.ERROR, automation, "", String.valueOf(e.getMessage()));
        }
    }
}
