package io.btautomations.engine.cli;

import io.btautomations.core.setting.SettingFormatException;
import io.btautomations.engine.store.Command;
import io.btautomations.engine.store.Command.Verb;
import io.btautomations.engine.store.StoreException;
import io.btautomations.engine.store.StoreView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks the engine that runs on a state for something, and waits for its answer. */
abstract sealed class RequestCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 100;

    private final Console console;
    private final Verb verb;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.text;

    private RequestCommand(Console console, Verb verb) {
        this.console = console;
        this.verb = verb;
    }

    /** Runs an automation now. */
    @picocli.CommandLine.Command(
            name = "trigger",
            description = "Runs an automation now, whatever its schedule, and says how it went.")
    static final class Trigger extends RequestCommand {
        Trigger(Console console) {
            super(console, Verb.TRIGGER);
        }
    }

    /** Pauses an automation. */
    @picocli.CommandLine.Command(
            name = "pause",
            description = "Keeps an automation from running, also after a restart, until it is resumed.")
    static final class Pause extends RequestCommand {
        Pause(Console console) {
            super(console, Verb.PAUSE);
        }
    }

    /** Lets an automation run again. */
    @picocli.CommandLine.Command(name = "resume", description = "Lets a paused automation run on its schedule again.")
    static final class Resume extends RequestCommand {
        Resume(Console console) {
            super(console, Verb.RESUME);
        }
    }

    /** Has an automation begin anew. */
    @picocli.CommandLine.Command(
            name = "reset",
            description = {
                "Has an automation forget what it read: a new generation begins at its Start Position.",
                "Rows that were exported or told of before come again if the Start Position is before them."
            })
    static final class Reset extends RequestCommand {

        @Option(names = "--yes", description = "Yes, forget it.")
        private boolean yes;

        Reset(Console console) {
            super(console, Verb.RESET);
        }

        @Override
        void requireConsent() throws CommandFailure {
            if (!yes) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "reset forgets what was read, and cannot be undone",
                        "add --yes if that is what you want");
            }
        }
    }

    /** Has an automation read again from an earlier point. */
    @picocli.CommandLine.Command(
            name = "rewind",
            description = {
                "Has an automation read again what was written since a time or a transaction, in a new generation.",
                "Rows that were exported or told of since then come again, under new names."
            })
    static final class Rewind extends RequestCommand {

        @Option(
                names = "--to",
                required = true,
                paramLabel = "POINT",
                description = {
                    "beginning, a time such as 2026-01-31T00:00:00Z, or an _xact_id. Of local files, those that were",
                    "written to since then are read from their beginning."
                })
        private String point = "";

        Rewind(Console console) {
            super(console, Verb.REWIND);
        }

        @Override
        String argument() throws CommandFailure {
            try {
                return io.btautomations.core.source.Rewind.parse(point).toString();
            } catch (SettingFormatException e) {
                throw new CommandFailure(ExitCode.USAGE, "--to must be " + e.getMessage() + ", got '" + point + "'");
            }
        }
    }

    /** Refuses what the user did not really ask for. */
    void requireConsent() throws CommandFailure {}

    /** More about what is asked for; may be empty. */
    String argument() throws CommandFailure {
        return "";
    }

    @Override
    public final Integer call() throws StoreException, CommandFailure, InterruptedException {
        requireConsent();
        String argument = argument();
        try (StoreView store = options.open(console)) {
            String automation = options.one(store).name();
            boolean running = StoreView.isOwned(options.directory(console));
            if (!running && verb == Verb.TRIGGER) {
                throw new CommandFailure(
                        ExitCode.TEMPORARY,
                        "no engine runs on this state, so nothing can be triggered",
                        "start one with 'automations run', or run once with 'automations run --once'");
            }
            long number = store.request(automation, verb, argument);
            if (!running) {
                say(automation, "the next engine on this state will " + verb + " it first");
                return ExitCode.OK;
            }
            return answered(store, automation, number);
        }
    }

    private int answered(StoreView store, String automation, long number)
            throws StoreException, CommandFailure, InterruptedException {
        Instant deadline = Worlds.CLOCK.now().plus(PATIENCE);
        Optional<String> outcome = outcome(store, number);
        while (outcome.isEmpty()) {
            if (Worlds.CLOCK.now().isAfter(deadline)) {
                throw new CommandFailure(
                        ExitCode.TEMPORARY,
                        "the engine has not answered for " + PATIENCE.toMinutes() + " minutes; it will do it later");
            }
            new CountDownLatch(1).await(POLL_MILLIS, TimeUnit.MILLISECONDS);
            outcome = outcome(store, number);
        }
        say(automation, outcome.get());
        return outcome.get().startsWith("failed") ? ExitCode.FINDINGS : ExitCode.OK;
    }

    private void say(String automation, String outcome) {
        console.out()
                .println(
                        format == OutputFormat.json
                                ? Json.pretty(Json.object()
                                        .put("automation", automation)
                                        .put("outcome", outcome))
                                : automation + ": " + outcome);
    }

    private static Optional<String> outcome(StoreView store, long number) throws StoreException {
        return store.command(number).flatMap(Command::outcome);
    }
}
