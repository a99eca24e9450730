package io.btautomations.core.testkit;

/** The host could not do what a session was asked for, as NiFi's repositories report it. */
public final class SessionFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SessionFailure(String site) {
        super("failure at " + site);
    }
}
