package io.btautomations.it.contract;

import io.btautomations.it.contract.Scenario.Input;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that runs steps. */
interface Host {

    String name();

    /** Whether it is a NiFi, which looks at some settings before it asks the step. */
    boolean isNiFi();

    /** Why the scenario cannot be had on this host; empty if it can. */
    Optional<String> excuse(Scenario scenario);

    /** The scenario's step, set up and not yet at work. */
    Play open(Scenario scenario, Stage stage);

    /** An item that left the step. */
    record Output(byte[] content, Map<String, String> attributes) {}

    /** A step at work on a host. */
    interface Play extends AutoCloseable {

        /** What keeps the step from running, as the host tells its user; if anything, the step is not to be used. */
        List<String> problems();

        /** Hands over inputs. */
        void take(List<Input> inputs);

        /** Has the step work until it has nothing more to do. */
        void work();

        /** Has time pass. */
        void pass(Duration time);

        /** Stops the component and starts it. */
        void restart();

        /** What left the step so far, by route. */
        Map<String, List<Output>> outputs();

        /** Number of inputs that the step did not end. */
        int waiting();

        /** The step's durable state. */
        Map<String, String> state();

        @Override
        void close();
    }
}
