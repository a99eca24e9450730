package io.btautomations.engine.serve.log;

/** Takes what the one who runs the server should know. Safe for use by several threads. */
@FunctionalInterface
public interface Notices {

    /** @param sentence without a line end */
    void say(String sentence);
}
