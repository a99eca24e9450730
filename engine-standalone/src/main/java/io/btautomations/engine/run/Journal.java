package io.btautomations.engine.run;

/** What the engine and its steps have to say to the user. Safe for use by several threads. */
public interface Journal {

    /** How much it matters. */
    enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /**
     * Says something.
     *
     * @param automation name of the automation that it is about
     * @param component name of the component, or empty
     */
    void say(Level level, String automation, String component, String message);

    /** Reports an error of the program. */
    void bug(String automation, String component, RuntimeException error);
}
