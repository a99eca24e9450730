package io.btautomations.engine.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * What a command talks to.
 *
 * @param in what the user pipes in
 * @param out results
 * @param err progress, findings and logs
 * @param interactive whether {@code err} is a terminal, so that a line can be written over
 * @param width columns of the terminal that {@code out} is; 0 if it is none
 * @param environment variables by name
 */
record Console(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean interactive,
        int width,
        Map<String, String> environment) {

    Console {
        environment = Map.copyOf(environment);
    }
}
