package io.btautomations.nifi;

import io.btautomations.core.port.HttpTransports;
import io.btautomations.core.port.Network;
import io.btautomations.core.port.ObjectStores;
import io.btautomations.core.port.Randomness;
import io.btautomations.core.port.StateStore;
import io.btautomations.core.port.Waiting;
import io.btautomations.core.port.WallClock;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepEvents;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.nifi.processor.ProcessContext;

/**
 * What a step lives on in NiFi.
 *
 * @param identity who the component is
 * @param nifi NiFi's context of the component as it is configured
 * @param settings the settings without a FlowFile
 * @param declaration what the step declares
 * @param scheduled whether the component should go on
 * @param network the way to others, as the component's services have it
 */
record ComponentContext(
        Identity identity,
        ProcessContext nifi,
        Settings settings,
        StepDeclaration declaration,
        BooleanSupplier scheduled,
        StateStore state,
        HostPorts ports,
        Network network,
        StepEvents events)
        implements StepContext {

    /** What NiFi calls the component, and the node it runs on. */
    record Identity(String componentId, Optional<String> node) {}

    /** The node of a NiFi that is no cluster. */
    private static final String ONLY_NODE = "local";

    @Override
    public String componentId() {
        return identity.componentId();
    }

    @Override
    public String componentName() {
        return nifi.getName();
    }

    /** The component's name: NiFi does not tell a processor what its group is called. */
    @Override
    public String groupName() {
        return nifi.getName();
    }

    @Override
    public String nodeId() {
        return identity.node().orElse(ONLY_NODE);
    }

    @Override
    public boolean isTerminated(Route route) {
        return nifi.isAutoTerminated(declaration.relationship(route));
    }

    @Override
    public boolean isScheduled() {
        return scheduled.getAsBoolean();
    }

    @Override
    public WallClock clock() {
        return ports.clock();
    }

    @Override
    public Randomness randomness() {
        return ports.randomness();
    }

    @Override
    public Waiting waiting() {
        return ports.waiting();
    }

    @Override
    public boolean isClustered() {
        return identity.node().isPresent();
    }

    @Override
    public HttpTransports http() {
        return ports.http().through(network.proxy(), network.tls());
    }

    @Override
    public ObjectStores objects() {
        return ports.objects();
    }
}
