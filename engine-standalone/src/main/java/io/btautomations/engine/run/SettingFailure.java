package io.btautomations.engine.run;

/** An expression that cannot be computed for an item. The message is for the user. */
final class SettingFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
