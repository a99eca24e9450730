package io.btautomations.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The standalone engine as processes of its own, all of which share one state. */
final class StandaloneEngine {

    /** How a call ended, and what it said on either stream. */
    record Result(int exitCode, String output, String errors) {}

    private final Path folder;
    private final List<String> javaOptions;

    /** An engine whose files lie in {@code folder}. */
    StandaloneEngine(Path folder, String... javaOptions) {
        this.folder = folder;
        this.javaOptions = List.of(javaOptions);
    }

    /** Runs a flow until its sources are level and every delivery that is due was attempted. */
    Result runOnce(FlowCopy flow, Map<String, String> parameters) {
        return call(flow("run", flow, parameters, "--once", "--state", state()), Map.of());
    }

    /** Tests a flow, which moves nothing. */
    Result test(FlowCopy flow, Map<String, String> parameters) {
        return call(flow("test", flow, parameters), Map.of());
    }

    /** Tells what is wrong with a flow. */
    Result validate(FlowCopy flow, Map<String, String> parameters) {
        return call(flow("validate", flow, parameters), Map.of());
    }

    /** Runs any command. */
    Result call(List<String> arguments, Map<String, String> environment) {
        Path errors = folder.resolve("stderr.txt");
        try {
            Process process = builder(arguments, environment)
                    .redirectError(errors.toFile())
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output, Files.readString(errors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Starts flows that run until the process is ended, with more options; its log is added to {@code engine.log}. */
    Process start(Map<FlowCopy, Map<String, String>> flows, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        flows.forEach((flow, parameters) -> arguments.add(definition(flow)));
        Map<String, String> all = new HashMap<>();
        flows.values().forEach(all::putAll);
        arguments.addAll(List.of("--parameters", parameters("all", all), "--state", state()));
        arguments.addAll(List.of(more));
        try {
            return builder(arguments, Map.of())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("engine.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder builder(List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", TestFiles.standaloneJar().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    private List<String> flow(String command, FlowCopy flow, Map<String, String> parameters, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of(command, definition(flow), "--parameters", parameters(flow.name(), parameters)));
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** Where its state is kept. */
    String state() {
        return folder.resolve("state").toString();
    }

    private String definition(FlowCopy flow) {
        return write(flow.name() + ".json", flow.bytes());
    }

    private String parameters(String name, Map<String, String> values) {
        try {
            return write(name + ".parameters.json", new ObjectMapper().writeValueAsBytes(values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
