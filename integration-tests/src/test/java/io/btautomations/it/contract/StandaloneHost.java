package io.btautomations.it.contract;

import io.btautomations.core.http.OkHttpTransports;
import io.btautomations.core.objects.StandardObjectStores;
import io.btautomations.core.port.WallClock;
import io.btautomations.engine.bind.Binder;
import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.bind.HostedType;
import io.btautomations.engine.bind.StepCatalogue;
import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.FlowException;
import io.btautomations.engine.flow.FlowReader;
import io.btautomations.engine.resolve.ParameterValues;
import io.btautomations.engine.run.Engine;
import io.btautomations.engine.run.Journal;
import io.btautomations.engine.run.World;
import io.btautomations.engine.store.Delivery;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import io.btautomations.it.contract.Scenario.Input;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The standalone engine with its store, reading the flow definition as it reads every other. */
final class StandaloneHost implements Host {

    private final Path stores;

    /** @param stores folder for the engine's own files */
    StandaloneHost(Path stores) {
        this.stores = stores;
    }

    @Override
    public String name() {
        return "standalone";
    }

    @Override
    public boolean isNiFi() {
        return false;
    }

    @Override
    public Optional<String> excuse(Scenario scenario) {
        return Optional.empty();
    }

    @Override
    public Play open(Scenario scenario, Stage stage) {
        return new StandalonePlay(scenario, stage, stores);
    }

    private static final class StandalonePlay implements Play {

        private final Stage stage;
        private final EngineEnds ends = new EngineEnds();
        private final List<Finding> findings = new ArrayList<>();
        private final List<BoundAutomation> automations;
        private final String step;
        private final boolean source;
        private final Path directory;
        private final WallClock clock;
        private Instant now = VirtualTime.START;
        private EngineStore store;
        private Engine engine;

        StandalonePlay(Scenario scenario, Stage stage, Path stores) {
            this.stage = stage;
            this.clock = () -> now;
            this.source = scenario.isSource();
            ContractFlow flow = ContractFlow.of(
                            scenario, stage.resolve(scenario.settings()), scenario.isSource() ? "1 min" : "1 sec")
                    .loop(scenario);
            if (!scenario.isSource()) {
                flow.fedBy("test." + EngineEnds.FEED, "none", Map.of());
            }
            ContractFlow.routesOut(scenario).forEach(route -> flow.collectedBy("test." + EngineEnds.COLLECT, route));
            step = flow.stepId();
            List<HostedType> types = new ArrayList<>(ends.types());
            StepCatalogue.standard().find(scenario.step()).ifPresent(types::add);
            try {
                automations = new Binder(StepCatalogue.of(types), ParameterValues.none(), ZoneId.of("UTC"), findings)
                        .bind(List.of(FlowReader.read("contract.json", flow.bytes(), findings)));
                directory = Files.createTempDirectory(stores, "store");
                open();
            } catch (FlowException | StoreException e) {
                throw new AssertionError(e.getMessage(), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void open() throws StoreException {
            store = EngineStore.open(directory, clock);
            World world = new World(
                    clock,
                    VirtualTime.RANDOMNESS,
                    time -> now = now.plus(time),
                    new OkHttpTransports(),
                    new StandardObjectStores(),
                    directory.resolve("scratch"),
                    new Journal() {
                        @Override
                        public void say(Level level, String automation, String component, String message) {
                            // what is told is no part of the contract
                        }

                        @Override
                        public void bug(String automation, String component, RuntimeException error) {
                            throw error;
                        }
                    });
            engine = Engine.of(problems().isEmpty() ? automations : List.of(), store, world);
        }

        @Override
        public List<String> problems() {
            return findings.stream()
                    .filter(Finding::isError)
                    .map(Finding::message)
                    .toList();
        }

        @Override
        public void take(List<Input> inputs) {
            for (Input input : inputs) {
                ends.feed(new Input(input.content(), stage.resolve(input.attributes())));
            }
        }

        /** Behind an input twice, because what a delivery sends on is itself a delivery. */
        @Override
        public void work() {
            try {
                engine.runOnce();
                if (!source) {
                    engine.runOnce();
                }
            } catch (StoreException e) {
                throw new AssertionError(e.getMessage(), e);
            }
        }

        @Override
        public void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public void restart() {
            try {
                closeEngine();
                open();
            } catch (StoreException e) {
                throw new AssertionError(e.getMessage(), e);
            }
        }

        @Override
        public Map<String, List<Output>> outputs() {
            return ends.collected();
        }

        @Override
        public int waiting() {
            try {
                long stored = store.deliveries(Optional.empty(), 1000).stream()
                        .filter(delivery ->
                                delivery.component().equals(step) && delivery.status() == Delivery.Status.WAITING)
                        .count();
                return ends.fed() + (int) stored;
            } catch (StoreException e) {
                throw new AssertionError(e.getMessage(), e);
            }
        }

        @Override
        public Map<String, String> state() {
            try {
                return store.state(step).entries();
            } catch (StoreException e) {
                throw new AssertionError(e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            try {
                closeEngine();
            } catch (StoreException e) {
                throw new AssertionError(e.getMessage(), e);
            }
        }

        private void closeEngine() throws StoreException {
            engine.close();
            store.close();
        }
    }
}
