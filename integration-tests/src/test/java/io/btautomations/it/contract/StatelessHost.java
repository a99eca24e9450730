package io.btautomations.it.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.btautomations.it.Eventually;
import io.btautomations.it.contract.Scenario.Input;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.flow.VersionedExternalFlow;
import org.apache.nifi.flow.VersionedExternalFlowMetadata;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.stateless.flow.DataflowTrigger;
import org.apache.nifi.stateless.flow.StatelessDataflow;
import org.apache.nifi.stateless.flow.StatelessDataflowValidation;
import org.apache.nifi.stateless.flow.TriggerResult;

/**
 * NiFi Stateless with our NAR. What leaves by {@code retry} leaves the flow and is brought again, since a loop would
 * keep a trigger at work until the delivery is due.
 */
final class StatelessHost implements Host {

    private final StatelessNiFi nifi;

    StatelessHost(StatelessNiFi nifi) {
        this.nifi = nifi;
    }

    @Override
    public String name() {
        return "stateless";
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
        return new StatelessPlay(scenario, stage, nifi);
    }

    private static final class StatelessPlay implements Play {

        private static final String IN = "in";
        private static final int MOST_TRIGGERS = 50;
        private static final Duration PATIENCE = Duration.ofSeconds(60);
        private static final JsonMapper JSON = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();

        private final StatelessNiFi nifi;
        private final Stage stage;
        private final boolean source;
        private final JsonNode flow;
        private final Map<String, List<Output>> outputs = new LinkedHashMap<>();
        private StatelessDataflow dataflow;
        private boolean initialized;
        private boolean inTime;

        StatelessPlay(Scenario scenario, Stage stage, StatelessNiFi nifi) {
            this.nifi = nifi;
            this.stage = stage;
            this.source = scenario.isSource();
            ContractFlow contract = ContractFlow.of(scenario, stage.resolve(scenario.settings()), "0 sec");
            if (!source) {
                contract.fedByPort(IN);
            }
            ContractFlow.routesOut(scenario).forEach(contract::collectedByPort);
            if (ContractFlow.leadsBack(scenario)) {
                contract.collectedByPort("retry");
            }
            flow = contract.json();
            dataflow = create();
        }

        private StatelessDataflow create() {
            try {
                VersionedExternalFlow definition = JSON.treeToValue(flow, VersionedExternalFlow.class);
                VersionedExternalFlowMetadata metadata = new VersionedExternalFlowMetadata();
                metadata.setBucketIdentifier("contract");
                metadata.setFlowIdentifier("contract");
                metadata.setFlowName("contract");
                metadata.setVersion("1");
                definition.setMetadata(metadata);
                return nifi.create(definition);
            } catch (JsonProcessingException e) {
                throw new AssertionError(e.getMessage(), e);
            }
        }

        @Override
        public List<String> problems() {
            StatelessDataflowValidation validation = dataflow.performValidation();
            if (validation.isValid()) {
                return List.of();
            }
            return Stream.of(validation.toString().split("\n\t"))
                    .filter(line -> line.contains(" is invalid because "))
                    .map(line -> line.replaceFirst("(?s)^.*? is invalid because ", "")
                            .stripTrailing())
                    .toList();
        }

        @Override
        public void take(List<Input> inputs) {
            initialize();
            for (Input input : inputs) {
                dataflow.enqueue(
                        input.content().getBytes(StandardCharsets.UTF_8), stage.resolve(input.attributes()), IN);
            }
        }

        @Override
        public void work() {
            initialize();
            takeAgain();
            trigger();
            if (inTime) {
                Eventually.holds("end of what was put off", PATIENCE, () -> {
                    trigger();
                    return !dataflow.isFlowFileQueued();
                });
            } else if (!source) {
                for (int i = 0; i < MOST_TRIGGERS && dataflow.isFlowFileQueued(); i++) {
                    trigger();
                }
            }
        }

        /** It passes by itself: what was put off is asked for until it is due. */
        @Override
        public void pass(Duration time) {
            inTime = true;
        }

        /** Stateless keeps no state over restarts: whoever runs it does. */
        @Override
        public void restart() {
            Map<String, String> states = dataflow.getComponentStates(Scope.CLUSTER);
            close();
            dataflow = create();
            initialized = false;
            initialize();
            dataflow.setComponentStates(states, Scope.CLUSTER);
        }

        @Override
        public Map<String, List<Output>> outputs() {
            Map<String, List<Output>> left = new LinkedHashMap<>(outputs);
            left.remove("retry");
            return left;
        }

        @Override
        public int waiting() {
            return outputs.getOrDefault("retry", List.of()).size() + (dataflow.isFlowFileQueued() ? 1 : 0);
        }

        @Override
        public Map<String, String> state() {
            Map<String, String> entries = new LinkedHashMap<>();
            for (String state : dataflow.getComponentStates(Scope.CLUSTER).values()) {
                try {
                    JSON.readTree(state)
                            .path("stateValues")
                            .properties()
                            .forEach(entry ->
                                    entries.put(entry.getKey(), entry.getValue().asText()));
                } catch (JsonProcessingException e) {
                    throw new AssertionError(e.getMessage(), e);
                }
            }
            return entries;
        }

        @Override
        public void close() {
            dataflow.shutdown();
        }

        private void initialize() {
            if (!initialized) {
                dataflow.initialize(() -> true);
                initialized = true;
            }
        }

        private void takeAgain() {
            List<Output> returning = outputs.getOrDefault("retry", List.of());
            outputs.remove("retry");
            returning.forEach(item -> dataflow.enqueue(item.content(), item.attributes(), IN));
        }

        private void trigger() {
            DataflowTrigger trigger = dataflow.trigger();
            try {
                TriggerResult result = trigger.getResult(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .orElseThrow(() -> new AssertionError("the trigger did not end"));
                if (!result.isSuccessful()) {
                    throw new AssertionError(
                            "the trigger failed", result.getFailureCause().orElse(null));
                }
                for (Map.Entry<String, List<FlowFile>> port :
                        result.getOutputFlowFiles().entrySet()) {
                    for (FlowFile flowFile : port.getValue()) {
                        outputs.computeIfAbsent(port.getKey(), name -> new ArrayList<>())
                                .add(new Output(result.readContentAsByteArray(flowFile), flowFile.getAttributes()));
                    }
                }
                result.acknowledge();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                trigger.cancel();
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }
}
