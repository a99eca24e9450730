package io.btautomations.core.source.log;

/** The user stopped the source in the midst of its work, which is to be left as if it had not begun. */
public final class StoppedException extends Exception {

    private static final long serialVersionUID = 1L;

    public StoppedException() {
        super("stopped");
    }
}
