package io.btautomations.it.contract;

import io.btautomations.it.Eventually;
import io.btautomations.it.NiFiClient;
import io.btautomations.it.NiFiServer;
import io.btautomations.it.TestFiles;
import io.btautomations.it.contract.Scenario.Input;
import io.btautomations.it.contract.feed.FeedNar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The real NiFi server, over its REST API. Outputs are what waits in front of a funnel. */
final class ServerHost implements Host {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final NiFiClient nifi;

    ServerHost(NiFiServer server) {
        nifi = server.client();
        nifi.install(FeedNar.ARTIFACT + ".nar", FeedNar.bytes());
        Eventually.holds("the feed", PATIENCE, () -> nifi.processorTypes().contains(FeedNar.TYPE));
    }

    @Override
    public String name() {
        return "nifi server";
    }

    @Override
    public boolean isNiFi() {
        return true;
    }

    @Override
    public Optional<String> excuse(Scenario scenario) {
        return scenario.needsClock() ? Optional.of("its clock cannot be moved") : Optional.empty();
    }

    @Override
    public Play open(Scenario scenario, Stage stage) {
        return new ServerPlay(scenario, stage, nifi);
    }

    private static final class ServerPlay implements Play {

        private final NiFiClient nifi;
        private final Stage stage;
        private final boolean source;
        private final Path inbox = TestFiles.freshFolder("contract-inbox");
        private final String group;
        private final String type;
        private final String step;
        private int inputs;
        private boolean started;

        ServerPlay(Scenario scenario, Stage stage, NiFiClient nifi) {
            this.nifi = nifi;
            this.stage = stage;
            this.source = scenario.isSource();
            this.type = scenario.step();
            ContractFlow flow = ContractFlow.of(scenario, Map.of(), source ? "1 h" : "0 sec")
                    .loop(scenario);
            if (!source) {
                flow.fedBy(FeedNar.TYPE, FeedNar.ARTIFACT, Map.of("Folder", inbox.toString()));
            }
            ContractFlow.routesOut(scenario).forEach(flow::collectedByFunnel);
            group = nifi.upload(scenario.toString(), flow.bytes());
            step = nifi.processor(group, type).id();
            nifi.setProperties(step, stage.resolve(scenario.settings()));
        }

        @Override
        public List<String> problems() {
            return nifi.validated(group, type).validationErrors().stream()
                    .map(error -> error.replaceFirst("(?s)^.*? is invalid because ", ""))
                    .toList();
        }

        @Override
        public void take(List<Input> items) {
            for (Input input : items) {
                FeedNar.put(
                        inbox,
                        "%06d".formatted(inputs++),
                        input.content().getBytes(StandardCharsets.UTF_8),
                        stage.resolve(input.attributes()));
            }
        }

        @Override
        public void work() {
            if (source) {
                nifi.runOnce(step);
                return;
            }
            int told = bulletins();
            if (!started) {
                nifi.start(group);
                started = true;
            }
            Eventually.holds("end of the work", PATIENCE, () -> isDone() || bulletins() > told);
        }

        /** It passes by itself. */
        @Override
        public void pass(Duration time) {}

        @Override
        public void restart() {
            if (!source) {
                nifi.stopProcessor(step);
                nifi.startProcessor(step);
            }
        }

        @Override
        public Map<String, List<Output>> outputs() {
            nifi.stop(group);
            Map<String, List<Output>> outputs = new LinkedHashMap<>();
            for (NiFiClient.Connection connection : nifi.connections(group)) {
                if (connection.destinationType().equals("FUNNEL") && connection.queued() > 0) {
                    List<Output> items = new ArrayList<>();
                    nifi.queue(connection.id())
                            .forEach(item -> items.add(new Output(item.content(), item.attributes())));
                    outputs.put(connection.relationship(), items);
                }
            }
            return outputs;
        }

        @Override
        public int waiting() {
            return nifi.connections(group).stream()
                    .filter(connection -> connection.destinationType().equals("PROCESSOR"))
                    .mapToInt(NiFiClient.Connection::queued)
                    .sum();
        }

        @Override
        public Map<String, String> state() {
            return nifi.state(step);
        }

        @Override
        public void close() {
            nifi.stop(group);
        }

        private boolean isDone() {
            return TestFiles.listing(inbox).isEmpty() && waiting() == 0;
        }

        private int bulletins() {
            return (int) nifi.processor(group, type).bulletins().stream()
                    .filter(bulletin -> bulletin.startsWith("ERROR"))
                    .count();
        }
    }
}
