package io.btautomations.engine.run;

import io.btautomations.engine.store.Command;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Looks every second for what users asked for, and passes it on. */
final class CommandDesk implements Task {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EngineStore store;
    private final World world;
    private final Predicate<Command> runners;
    private final Set<Long> passedOn = new HashSet<>();
    private Instant next;

    /** @param runners hands a command to its automation; answers false if there is no such automation */
    CommandDesk(EngineStore store, World world, Predicate<Command> runners) {
        this.store = store;
        this.world = world;
        this.runners = runners;
        this.next = world.clock().now();
    }

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.of(next);
    }

    @Override
    public void work() {
        try {
            for (Command command : store.commands()) {
                if (passedOn.add(command.number()) && !runners.test(command)) {
                    store.finish(command, nobody(command));
                }
            }
        } catch (StoreException e) {
            world.journal().say(Journal.Level.ERROR, "", "", String.valueOf(e.getMessage()));
        }
        next = world.clock().now().plus(PAUSE);
    }

    /** What is answered where nobody obeys. */
    static String nobody(Command command) {
        return "there is no automation '" + command.automation() + "' here";
    }

    @Override
    public void close() {}
}
