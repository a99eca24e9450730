package io.btautomations.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The standalone engine as a process of its own. */
final class StandaloneEngine {

    /** How a call ended, and what it said on either stream. */
    record Result(int exitCode, String output, String errors) {}

    private final Path folder;

    /** An engine whose files lie in {@code folder}. */
    StandaloneEngine(Path folder) {
        this.folder = folder;
    }

    /** Runs a flow until its sources are level and every delivery that is due was attempted. */
    Result runOnce(FlowCopy flow, Map<String, String> parameters) {
        try {
            Path definition = Files.write(folder.resolve("flow.json"), flow.bytes());
            Path values =
                    Files.write(folder.resolve("parameters.json"), new ObjectMapper().writeValueAsBytes(parameters));
            return call(List.of(
                    "run",
                    definition.toString(),
                    "--parameters",
                    values.toString(),
                    "--state",
                    folder.resolve("state").toString(),
                    "--once"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result call(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                TestFiles.standaloneJar().toString()));
        command.addAll(arguments);
        Path errors = folder.resolve("stderr.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Result(process.waitFor(), output, Files.readString(errors));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
