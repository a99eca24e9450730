package io.btautomations.engine.bind;

import io.btautomations.core.step.StepDescriptor;
import io.btautomations.engine.graph.Node;
import io.btautomations.engine.schedule.Schedule;
import io.btautomations.engine.service.LentServices;

/**
 * A processor with the step that runs it.
 *
 * @param node the processor and its place
 * @param hosting how it is run
 * @param descriptor the step
 * @param settings what the user set
 * @param services what controller services lend to it
 * @param schedule when it is due; of use to sources and ticking steps only
 */
public record BoundComponent(
        Node node,
        Hosting hosting,
        StepDescriptor descriptor,
        BoundSettings settings,
        LentServices services,
        Schedule schedule) {

    /** Identifies the component; the processor's identifier. */
    public String id() {
        return node.id();
    }

    /** The processor's name. */
    public String name() {
        return node.processor().name();
    }

    @Override
    public String toString() {
        return node.toString();
    }
}
