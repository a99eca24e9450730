package io.btautomations.engine.run;

/** Why the host cannot do what a step asked of it, where the step cannot be told. The message is for the user. */
final class HostFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HostFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
