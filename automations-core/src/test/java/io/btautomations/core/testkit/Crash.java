package io.btautomations.core.testkit;

/** The process dies here. No step may catch it. */
public final class Crash extends Error {

    private static final long serialVersionUID = 1L;

    public Crash(String site) {
        super("crash at " + site);
    }
}
