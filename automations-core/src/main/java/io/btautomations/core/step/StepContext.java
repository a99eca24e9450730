package io.btautomations.core.step;

import io.btautomations.core.port.HttpTransports;
import io.btautomations.core.port.Network;
import io.btautomations.core.port.ObjectStores;
import io.btautomations.core.port.Randomness;
import io.btautomations.core.port.StateStore;
import io.btautomations.core.port.Waiting;
import io.btautomations.core.port.WallClock;
import io.btautomations.core.setting.Settings;
import java.time.Duration;

/** What a host gives a step to live on. */
public interface StepContext {

    /** After this time a pausing step looks whether it should go on. */
    Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** Identifies the component; the same over restarts. */
    String componentId();

    /** The component's name, as the user gave it. */
    String componentName();

    /** Name of the group that holds the component: the automation's name unless set otherwise. */
    String groupName();

    /** Identifies the machine among those that run the same flow. */
    String nodeId();

    /** Whether several machines run the same flow. */
    default boolean isClustered() {
        return false;
    }

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

    /** How time passes for the step. */
    Waiting waiting();

    /**
     * Waits, but not longer than a second after the user stopped the step or the thread was interrupted.
     *
     * @return whether the step should go on
     */
    default boolean pause(Duration duration) {
        Duration left = duration;
        while (left.isPositive() && isScheduled() && !Thread.currentThread().isInterrupted()) {
            Duration next = left.compareTo(LONGEST_PAUSE) < 0 ? left : LONGEST_PAUSE;
            try {
                waiting().pass(next);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            left = left.minus(next);
        }
        return isScheduled() && !Thread.currentThread().isInterrupted();
    }

    /** Ways to talk HTTP, through the proxy and with the keys that settings name. */
    HttpTransports http();

    ObjectStores objects();

    /** The way to object stores, by the proxy and with the keys that settings name. */
    default Network network() {
        return Network.DIRECT;
    }

    /** Where the step reports to. */
    StepEvents events();
}
