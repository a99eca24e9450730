package io.btautomations.engine.cli;

import io.btautomations.core.identity.StableId;
import io.btautomations.engine.bind.Binder;
import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.bind.StepCatalogue;
import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.FlowDefinition;
import io.btautomations.engine.flow.FlowException;
import io.btautomations.engine.flow.FlowReader;
import io.btautomations.engine.flow.Place;
import io.btautomations.engine.flow.Suggestion;
import io.btautomations.engine.resolve.ParameterSources;
import io.btautomations.engine.resolve.ParameterValues;
import io.btautomations.engine.resolve.Parameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that take flow definitions. */
final class FlowOptions {

    @picocli.CommandLine.Parameters(
            arity = "1..*",
            paramLabel = "FLOW.json",
            description = "Flow definitions as NiFi downloads them.")
    private List<Path> files = List.of();

    @Option(
            names = "--parameters",
            paramLabel = "FILE",
            description = {
                "Parameter values: a JSON object, or NAME=VALUE lines.",
                "A value @PATH stands for the content of that file."
            })
    private List<Path> parameterFiles = List.of();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "One parameter value; refused for sensitive parameters.")
    private Map<String, String> typed = Map.of();

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "Where cron schedules hold, for example Europe/Berlin; default: this machine's.")
    private @Nullable ZoneId zone;

    /**
     * What was found in the files.
     *
     * @param automations what can run; complete if there is no error among the findings
     * @param findings errors and warnings, in the order of files and places
     */
    record Loaded(List<BoundAutomation> automations, List<Finding> findings) {
        boolean hasErrors() {
            return findings.stream().anyMatch(Finding::isError);
        }
    }

    /**
     * The automations of the files; opens neither store nor connections.
     *
     * @throws IOException if a file cannot be read
     */
    Loaded load(Map<String, String> environment) throws IOException {
        return load(environment, definition -> definition);
    }

    private Loaded load(Map<String, String> environment, UnaryOperator<FlowDefinition> change) throws IOException {
        ParameterValues values = values(environment);
        List<Finding> findings = new ArrayList<>();
        List<FlowDefinition> definitions = new ArrayList<>();
        for (Path file : files) {
            try {
                definitions.add(change.apply(FlowReader.read(file, findings)));
            } catch (FlowException e) {
                findings.addAll(e.findings());
            }
        }
        reportUnknown(definitions, values, findings);
        List<BoundAutomation> automations =
                new Binder(StepCatalogue.standard(), values, this::zone, findings).bind(definitions);
        return new Loaded(automations, List.copyOf(findings));
    }

    /**
     * The automations of the files.
     *
     * @throws FlowException if anything keeps them from running
     */
    List<BoundAutomation> require(Console console) throws FlowException, IOException {
        return require(console, definition -> definition);
    }

    /**
     * The automations of the files after a change.
     *
     * @throws FlowException if anything keeps them from running
     */
    List<BoundAutomation> require(Console console, UnaryOperator<FlowDefinition> change)
            throws FlowException, IOException {
        Loaded loaded = load(console.environment(), change);
        if (loaded.hasErrors()) {
            throw new FlowException(loaded.findings());
        }
        loaded.findings().forEach(finding -> console.err().println(finding.render()));
        return loaded.automations();
    }

    /** What {@link #require} answered, after a change that brings no findings of its own. */
    List<BoundAutomation> silently(Console console, UnaryOperator<FlowDefinition> change) throws IOException {
        return load(console.environment(), change).automations();
    }

    /**
     * Names what stands in the files now: flows, parameter files, and the files that those refer to.
     *
     * @throws IOException if one cannot be read
     */
    String stamp() throws IOException {
        List<String> parts = new ArrayList<>();
        for (Path file : files) {
            parts.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
        for (Path file : parameterFiles) {
            parts.add(ParameterSources.fingerprint(file));
        }
        return StableId.of("", parts.toArray(String[]::new));
    }

    private ParameterValues values(Map<String, String> environment) throws IOException {
        ParameterValues values = ParameterSources.environment(environment);
        for (Path file : parameterFiles) {
            values = values.and(ParameterSources.file(file));
        }
        return values.and(ParameterSources.typed(new LinkedHashMap<>(typed)));
    }

    /** This machine's takes a while to find out. */
    private ZoneId zone() {
        return zone == null ? ZoneId.systemDefault() : zone;
    }

    private void reportUnknown(List<FlowDefinition> definitions, ParameterValues values, List<Finding> findings) {
        TreeSet<String> known = new TreeSet<>();
        definitions.forEach(definition -> definition
                .contexts()
                .values()
                .forEach(context -> context.parameters().forEach(parameter -> known.add(parameter.name()))));
        for (String name : Parameters.unknown(definitions, values)) {
            Finding finding = Finding.warning(
                    "FLOW-309",
                    "a value was given for parameter '" + name + "', which no parameter context has",
                    new Place(files.get(0).toString(), "/parameterContexts", ""));
            findings.add(Suggestion.closest(name, known)
                    .map(other -> finding.withHint("did you mean '" + other + "'?"))
                    .orElse(finding));
        }
    }
}
