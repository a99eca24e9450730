package io.btautomations.core.step;

import io.btautomations.core.port.HttpTransports;
import io.btautomations.core.port.ObjectStores;
import io.btautomations.core.port.Randomness;
import io.btautomations.core.port.StateStore;
import io.btautomations.core.port.WallClock;
import io.btautomations.core.setting.Settings;

/** What a host gives a step to live on. */
public interface StepContext {

    /** Identifies the component; the same over restarts. */
    String componentId();

    /** The component's name, as the user gave it. */
    String componentName();

    /** Name of the group that holds the component: the automation's name unless set otherwise. */
    String groupName();

    /** Identifies the machine among those that run the same flow. */
    String nodeId();

    /** The settings as they stand without an item. */
    Settings settings();

    /** Whether nothing leaves by this route to anywhere, because it is auto-terminated. */
    boolean isTerminated(Route route);

    /** Whether the step should go on; false once the user stops it. */
    boolean isScheduled();

    /** The component's state. */
    StateStore state();

    WallClock clock();

    Randomness randomness();

    /** Ways to talk HTTP, through the proxy and with the keys that settings name. */
    HttpTransports http();

    ObjectStores objects();

    /** Where the step reports to. */
    StepEvents events();
}
