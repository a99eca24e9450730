package io.btautomations.it;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A shell script of the integration tests.
 *
 * @param name its path below them
 * @param environment variables that it sees besides ours
 */
record Script(String name, Map<String, String> environment) {

    Script(String name) {
        this(name, Map.of());
    }

    /** The script with one variable. */
    Script with(String variable, String value) {
        return new Script(name, Map.of(variable, value));
    }

    /** Runs the script to its end; what it says on standard output. Its standard error goes to ours. */
    String run(String... arguments) {
        return answer("", List.of(arguments));
    }

    /** Runs the script to its end with something on its standard input; what it says on standard output. */
    String answer(String input, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(file().toString());
        command.addAll(arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException(name + " " + arguments.get(0) + " failed with exit code " + exitCode);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Path file() {
        return TestFiles.repository().resolve("integration-tests").resolve(name);
    }
}
