package io.btautomations.engine.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A command line that has run.
 *
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Invocation(int exitCode, byte[] out, String err) {

    static Invocation of(String... arguments) {
        return new Request(new ByteArrayInputStream(new byte[0]), false, 0).run(arguments);
    }

    static Invocation piped(String input, String... arguments) {
        return new Request(bytes(input), false, 0).run(arguments);
    }

    static InputStream bytes(String input) {
        return new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    }

    /** How a command is to run. */
    record Request(InputStream in, boolean interactive, int width) {

        Invocation run(String... arguments) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            PrintStream outStream = new PrintStream(out, false, StandardCharsets.UTF_8);
            PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
            Console console = new Console(in, outStream, errStream, interactive, width, Map.of());
            int exitCode = AutomationsCommand.execute(console, arguments);
            outStream.flush();
            return new Invocation(exitCode, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
        }
    }

    String text() {
        return new String(out, StandardCharsets.UTF_8);
    }

    List<String> lines() {
        return text().lines().toList();
    }
}
