package io.btautomations.engine.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.engine.overview.Moments;
import io.btautomations.engine.store.AutomationRecord;
import io.btautomations.engine.store.Delivery;
import io.btautomations.engine.store.StoreException;
import io.btautomations.engine.store.StoreView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after what is delivered: waiting, delivered, given up. */
@Command(
        name = "deliveries",
        description = "Shows what was delivered, what waits and what was given up, and replays it.")
final class DeliveriesCommand implements Runnable {

    @Spec
    private picocli.CommandLine.Model.CommandSpec spec = picocli.CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: list, show or replay");
    }

    /** Which deliveries are shown. */
    enum Which {
        /** Still to be delivered. */
        waiting,
        /** Handed over. */
        delivered,
        /** Given up and kept. */
        dead
    }

    /** Lists deliveries. */
    @Command(name = "list", description = "Lists the latest deliveries, newest first.")
    static final class ListCommand implements Callable<Integer> {

        private final Console console;

        @Mixin
        private StoreOptions options = new StoreOptions();

        @Option(names = "--status", description = "Only those that are ${COMPLETION-CANDIDATES}.")
        private @Nullable Which which;

        @Option(names = "--most", paramLabel = "N", description = "How many; default: ${DEFAULT-VALUE}")
        private int most = 20;

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
        private OutputFormat format = OutputFormat.text;

        ListCommand(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws StoreException, CommandFailure {
            CommandFailure.requireAtLeastOne("--most", most);
            try (StoreView store = options.open(console)) {
                List<Delivery> deliveries = new ArrayList<>();
                for (AutomationRecord automation : options.chosen(store)) {
                    store.deliveries(Optional.of(automation.name()), which == null ? most : Integer.MAX_VALUE).stream()
                            .filter(delivery ->
                                    which == null || status(delivery).equals(which.name()))
                            .limit(most)
                            .forEach(deliveries::add);
                }
                print(deliveries);
                return ExitCode.OK;
            }
        }

        private void print(List<Delivery> deliveries) {
            if (format == OutputFormat.json) {
                ArrayNode json = Json.object().putArray("deliveries");
                deliveries.forEach(delivery -> describe(json.addObject(), delivery));
                console.out().println(Json.pretty(Json.object().set("deliveries", json)));
                return;
            }
            Table table = new Table("NUMBER", "AUTOMATION", "STATUS", "QUEUED", "ATTEMPTS", "WHY");
            deliveries.forEach(delivery -> table.add(
                    Long.toString(delivery.number()),
                    delivery.automation(),
                    status(delivery),
                    Moments.time(Optional.of(delivery.queued())),
                    Integer.toString(delivery.attempts()),
                    delivery.reason().orElse("-")));
            table.print(console.out());
        }
    }

    /** Shows one delivery. */
    @Command(
            name = "show",
            description = "Shows a delivery whole: its attributes, and its content unless it was delivered.")
    static final class ShowCommand implements Callable<Integer> {

        private final Console console;

        @Mixin
        private StateOption state = new StateOption();

        @Parameters(paramLabel = "NUMBER", description = "Number of the delivery, as list shows it.")
        private long number;

        ShowCommand(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws StoreException, CommandFailure {
            try (StoreView store = state.open(console)) {
                Delivery delivery = find(store, number);
                ObjectNode json = Json.object();
                describe(json, delivery);
                ObjectNode attributes = json.putObject("attributes");
                new TreeMap<>(delivery.attributes()).forEach(attributes::put);
                json.put("content", new String(store.content(number), StandardCharsets.UTF_8));
                console.out().println(Json.pretty(json));
                return ExitCode.OK;
            }
        }
    }

    /** Replays deliveries that were given up. */
    @Command(
            name = "replay",
            description = "Has deliveries that were given up tried again, by the engine that runs or runs next.")
    static final class ReplayCommand implements Callable<Integer> {

        private final Console console;

        @Mixin
        private StateOption state = new StateOption();

        @Parameters(arity = "1..*", paramLabel = "NUMBER", description = "Numbers of deliveries, as list shows them.")
        private List<Long> numbers = List.of();

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
        private OutputFormat format = OutputFormat.text;

        ReplayCommand(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws StoreException, CommandFailure {
            ObjectNode json = Json.object();
            try (StoreView store = state.open(console)) {
                for (long number : numbers) {
                    Delivery delivery = find(store, number);
                    if (!store.replay(number)) {
                        throw new CommandFailure(
                                ExitCode.USAGE,
                                "delivery " + number + " is " + status(delivery) + ", so it cannot be replayed",
                                "only deliveries that were given up can: 'automations deliveries list --status dead'");
                    }
                    json.withArray("replayed").add(number);
                    if (format == OutputFormat.text) {
                        console.out().println("delivery " + number + " is tried again");
                    }
                }
                if (format == OutputFormat.json) {
                    console.out().println(Json.pretty(json));
                }
                return ExitCode.OK;
            }
        }
    }

    private static Delivery find(StoreView store, long number) throws StoreException, CommandFailure {
        return store.delivery(number)
                .orElseThrow(
                        () -> new CommandFailure(ExitCode.USAGE, "there is no delivery " + number + " in this state"));
    }

    private static String status(Delivery delivery) {
        return delivery.status().name().toLowerCase(Locale.ROOT);
    }

    private static void describe(ObjectNode node, Delivery delivery) {
        node.put("number", delivery.number());
        node.put("automation", delivery.automation());
        node.put("status", status(delivery));
        node.put("queued", delivery.queued().toString());
        node.put("due", delivery.due().toString());
        node.put("attempts", delivery.attempts());
        delivery.ended().ifPresent(ended -> node.put("ended", ended.toString()));
        delivery.reason().ifPresent(reason -> node.put("reason", reason));
    }
}
