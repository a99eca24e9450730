package io.btautomations.it.contract;

import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.ItemWriter;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.Step;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.step.StepSession;
import io.btautomations.engine.bind.HostedType;
import io.btautomations.engine.bind.Hosting;
import io.btautomations.it.contract.Host.Output;
import io.btautomations.it.contract.Scenario.Input;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands before and behind the step in the standalone engine. Inputs are fed until the unit of work that took them
 * was committed; outputs are collected from the engine's durable queue, so that only what was committed is seen.
 */
final class EngineEnds {

    static final String FEED = "Feed";
    static final String COLLECT = "Collect";

    private static final Route SUCCESS = new Route("success", "Every input");

    private final List<Input> inputs = new ArrayList<>();
    private final Map<String, List<Output>> outputs = new LinkedHashMap<>();

    List<HostedType> types() {
        return List.of(
                HostedType.of(
                        descriptor(FEED, StepDescriptor.Input.FORBIDDEN, List.of(SUCCESS), context -> new Feed()),
                        Hosting.SOURCE),
                HostedType.of(
                        descriptor(
                                COLLECT,
                                StepDescriptor.Input.REQUIRED,
                                List.of(),
                                context -> new Collect(context.componentName())),
                        Hosting.OUTBOX));
    }

    void feed(Input input) {
        inputs.add(input);
    }

    /** Number of inputs that were not taken for good. */
    int fed() {
        return inputs.size();
    }

    /** What left the step, by route. */
    Map<String, List<Output>> collected() {
        return outputs;
    }

    private static StepDescriptor descriptor(
            String type, StepDescriptor.Input input, List<Route> routes, StepDescriptor.Factory factory) {
        return new StepDescriptor(
                type,
                "An end of the flow.",
                input,
                List.of(),
                routes,
                List.of(),
                List.of(),
                List.of(),
                values -> List.of(),
                factory);
    }

    private final class Feed implements Step {

        @Override
        public Progress trigger(StepSession session) {
            List<Input> sent = List.copyOf(inputs);
            for (Input input : sent) {
                ItemWriter writer = session.write(Optional.empty());
                try {
                    writer.write(input.content().getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                session.transfer(writer.finish(input.attributes()), SUCCESS);
            }
            session.afterCommit(() -> inputs.removeAll(sent));
            return sent.isEmpty() ? Progress.IDLE : Progress.DONE;
        }

        @Override
        public List<CheckResult> verify(Map<String, String> attributes) {
            return List.of(CheckResult.skipped("Feed", "is an end of the flow"));
        }
    }

    private final class Collect implements Step {

        private final String route;

        Collect(String route) {
            this.route = route;
        }

        @Override
        public Progress trigger(StepSession session) {
            List<FlowItem> items = session.take(1);
            for (FlowItem item : items) {
                try (InputStream content = session.read(item)) {
                    outputs.computeIfAbsent(route, name -> new ArrayList<>())
                            .add(new Output(content.readAllBytes(), item.attributes()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                session.drop(item);
            }
            return items.isEmpty() ? Progress.IDLE : Progress.DONE;
        }

        @Override
        public List<CheckResult> verify(Map<String, String> attributes) {
            return List.of(CheckResult.skipped("Collect", "is an end of the flow"));
        }
    }
}
