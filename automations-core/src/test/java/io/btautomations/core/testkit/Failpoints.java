package io.btautomations.core.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * The places where a host can fail a step. They are numbered in the order in which a scenario passes them, so that a
 * test can fail at each of them in turn. A fault happens once. Safe for use by several threads.
 */
public final class Failpoints {

    /** What can happen at a failpoint. */
    public enum Fault {
        /** The process dies; what is durable stays. */
        CRASH,
        /** The operation fails and says so. Failpoints where that cannot happen are not counted for this fault. */
        FAILURE
    }

    private final List<String> passed = Collections.synchronizedList(new ArrayList<>());
    private int armed = -1;
    private Fault fault = Fault.CRASH;
    private int position;
    private boolean fired;

    /**
     * Runs the scenario with each fault at each failpoint that it passes, with fresh failpoints each time, until it
     * passes no more.
     *
     * @return how many faults were injected
     */
    public static int sweep(Consumer<Failpoints> scenario) {
        int injected = 0;
        for (Fault fault : Fault.values()) {
            for (int index = 0; ; index++) {
                Failpoints failpoints = new Failpoints();
                failpoints.arm(index, fault);
                try {
                    scenario.accept(failpoints);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError(
                            fault + " at failpoint " + index + " " + failpoints.lastPassed() + ": " + e.getMessage(),
                            e);
                }
                if (!failpoints.hasFired()) {
                    break;
                }
                injected++;
            }
        }
        return injected;
    }

    /** Has the fault happen at the failpoint with this number, counted from now on from 0. */
    public synchronized void arm(int index, Fault kind) {
        armed = index;
        fault = kind;
        position = 0;
        fired = false;
    }

    /** Whether the armed fault has happened. */
    public synchronized boolean hasFired() {
        return fired;
    }

    /** The failpoints passed so far. */
    public List<String> passed() {
        return List.copyOf(passed);
    }

    /** A failpoint where only the process can die. */
    public void crashOnly(String site) {
        passed.add(site);
        if (fires(Fault.CRASH)) {
            throw new Crash(site);
        }
    }

    /** A failpoint of a session. */
    public void session(String site) {
        crashOnly(site);
        if (fires(Fault.FAILURE)) {
            throw new SessionFailure(site);
        }
    }

    /** A failpoint of an input or output. */
    public void io(String site) throws IOException {
        crashOnly(site);
        if (fires(Fault.FAILURE)) {
            throw new IOException("injected failure at " + site);
        }
    }

    private synchronized boolean fires(Fault kind) {
        if (kind != fault || armed < 0 || fired) {
            return false;
        }
        fired = position == armed;
        position++;
        return fired;
    }

    private String lastPassed() {
        return passed.isEmpty() ? "" : passed.get(passed.size() - 1);
    }
}
