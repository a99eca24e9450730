package io.btautomations.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A shell script of the integration tests. */
record Script(String name) {

    /** Runs the script to its end; what it says on standard output. Its standard error goes to ours. */
    String run(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(file().toString());
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException(name + " " + arguments[0] + " failed with exit code " + exitCode);
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
        return TestFiles.repository().resolve("integration-tests/nifi").resolve(name);
    }
}
