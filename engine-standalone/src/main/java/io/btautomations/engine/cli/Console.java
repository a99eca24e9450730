package io.btautomations.engine.cli;

import java.io.PrintStream;
import java.util.Map;

/**
 * What a command talks to.
 *
 * @param out results
 * @param err progress, findings and logs
 * @param interactive whether {@code err} is a terminal, so that a line can be written over
 * @param environment variables by name
 */
record Console(PrintStream out, PrintStream err, boolean interactive, Map<String, String> environment) {

    Console {
        environment = Map.copyOf(environment);
    }
}
