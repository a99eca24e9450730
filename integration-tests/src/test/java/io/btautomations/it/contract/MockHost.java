package io.btautomations.it.contract;

import io.btautomations.it.contract.Scenario.Input;
import io.btautomations.nifi.ClockedProcessors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.annotation.behavior.Stateful;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.processor.Processor;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.MockProcessContext;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;

/**
 * NiFi as its own test framework imitates it. What leaves by {@code retry} comes back, as over a loop on the canvas.
 */
final class MockHost implements Host {

    @Override
    public String name() {
        return "nifi-mock";
    }

    @Override
    public boolean isNiFi() {
        return true;
    }

    @Override
    public Optional<String> excuse(Scenario scenario) {
        return Optional.empty();
    }

    @Override
    public Play open(Scenario scenario, Stage stage) {
        return new MockPlay(scenario, stage);
    }

    private static final class MockPlay implements Play {

        /** A step that still has something to do after as many turns goes round in circles. */
        private static final int MOST_TURNS = 50;

        private final TestRunner runner;
        private final Stage stage;
        private final boolean source;
        private final Map<String, List<Output>> outputs = new LinkedHashMap<>();
        private final List<MockFlowFile> looping = new ArrayList<>();
        private Instant now = VirtualTime.START;
        private boolean started;

        MockPlay(Scenario scenario, Stage stage) {
            this.stage = stage;
            this.source = scenario.isSource();
            Processor processor = ClockedProcessors.of(
                    scenario.step(), () -> now, VirtualTime.RANDOMNESS, time -> now = now.plus(time));
            runner = TestRunners.newTestRunner(processor, scenario.step());
            // as NiFi itself does
            runner.setAllowRecursiveReads(true);
            stage.resolve(scenario.settings()).forEach(runner::setProperty);
        }

        @Override
        public List<String> problems() {
            return ((MockProcessContext) runner.getProcessContext())
                    .validate().stream()
                            .filter(result -> !result.isValid())
                            .map(ValidationResult::getExplanation)
                            .toList();
        }

        @Override
        public void take(List<Input> inputs) {
            for (Input input : inputs) {
                runner.enqueue(input.content().getBytes(StandardCharsets.UTF_8), stage.resolve(input.attributes()));
            }
        }

        @Override
        public void work() {
            looping.forEach(runner::enqueue);
            looping.clear();
            int turns = 0;
            boolean progress = true;
            while (progress && turns++ < MOST_TURNS) {
                int queued = runner.getQueueSize().getObjectCount();
                runner.run(1, false, !started);
                started = true;
                int left = harvest();
                progress = !source && (left > 0 || runner.getQueueSize().getObjectCount() != queued);
            }
        }

        @Override
        public void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public void restart() {
            runner.stop();
            started = false;
        }

        @Override
        public Map<String, List<Output>> outputs() {
            return outputs;
        }

        @Override
        public int waiting() {
            return runner.getQueueSize().getObjectCount() + looping.size();
        }

        @Override
        public Map<String, String> state() {
            if (!runner.getProcessor().getClass().isAnnotationPresent(Stateful.class)) {
                return Map.of();
            }
            try {
                return runner.getStateManager().getState(Scope.CLUSTER).toMap();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            runner.stop();
        }

        private int harvest() {
            int left = 0;
            for (Relationship relationship : runner.getProcessor().getRelationships()) {
                for (MockFlowFile flowFile : runner.getFlowFilesForRelationship(relationship)) {
                    left++;
                    if (relationship.getName().equals("retry")) {
                        looping.add(flowFile);
                    } else {
                        outputs.computeIfAbsent(relationship.getName(), name -> new ArrayList<>())
                                .add(new Output(flowFile.toByteArray(), flowFile.getAttributes()));
                    }
                }
            }
            runner.clearTransferState();
            return left;
        }
    }
}
