package io.btautomations.engine.store;

/** The store cannot do what it was asked for. The message is for the user: what failed, where, what to do. */
public final class StoreException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of trouble it is. */
    public enum Kind {
        /** Another process owns the store; later it may be free. */
        IN_USE,
        /** The disk is full, the directory cannot be written, or the like. */
        UNAVAILABLE,
        /** The file is not what this engine wrote. */
        DAMAGED
    }

    private final Kind kind;

    StoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What kind of trouble it is. */
    public Kind kind() {
        return kind;
    }
}
