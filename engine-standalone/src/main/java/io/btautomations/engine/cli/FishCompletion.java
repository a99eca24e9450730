package io.btautomations.engine.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A completion script for the fish shell: commands and their options; files wherever a value may be one. */
final class FishCompletion {

    private final String name;
    private final StringBuilder script = new StringBuilder();

    private FishCompletion(String name) {
        this.name = name;
    }

    static String of(String name, CommandLine line) {
        FishCompletion completion = new FishCompletion(name);
        completion.script.append("complete -c ").append(name).append(" -e\n");
        completion.describe(line, List.of());
        return completion.script.toString();
    }

    private void describe(CommandLine line, List<String> path) {
        Map<String, CommandLine> below = new TreeMap<>(line.getSubcommands());
        below.values()
                .removeIf(command -> command.getCommandSpec().usageMessage().hidden());
        String condition = condition(path, below.keySet());
        for (Map.Entry<String, CommandLine> command : below.entrySet()) {
            add(
                    condition,
                    " -f -a " + command.getKey(),
                    description(command.getValue().getCommandSpec()));
        }
        for (OptionSpec option : line.getCommandSpec().options()) {
            if (!option.hidden()) {
                add(condition, names(option) + values(option), first(option.description()));
            }
        }
        for (PositionalParamSpec word : line.getCommandSpec().positionalParameters()) {
            if (word.completionCandidates() != null) {
                add(condition, " -f -a '" + String.join(" ", word.completionCandidates()) + "'", "");
            }
        }
        below.forEach((word, command) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(word);
            describe(command, longer);
        });
    }

    private void add(String condition, String what, String description) {
        script.append("complete -c ")
                .append(name)
                .append(" -n '")
                .append(condition)
                .append('\'')
                .append(what);
        if (!description.isEmpty()) {
            script.append(" -d '").append(quoted(description)).append('\'');
        }
        script.append('\n');
    }

    private static String condition(List<String> path, Iterable<String> below) {
        if (path.isEmpty()) {
            return "__fish_use_subcommand";
        }
        StringBuilder condition = new StringBuilder();
        for (String word : path) {
            condition
                    .append(condition.isEmpty() ? "" : "; and ")
                    .append("__fish_seen_subcommand_from ")
                    .append(word);
        }
        String others = String.join(" ", below);
        return others.isEmpty() ? condition.toString() : condition + "; and not __fish_seen_subcommand_from " + others;
    }

    private static String names(OptionSpec option) {
        StringBuilder names = new StringBuilder();
        for (String word : option.names()) {
            names.append(word.startsWith("--") ? " -l " + word.substring(2) : " -s " + word.substring(1));
        }
        return names.toString();
    }

    private static String values(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        return option.completionCandidates() == null
                ? " -r"
                : " -x -a '" + String.join(" ", option.completionCandidates()) + "'";
    }

    private static String description(CommandSpec command) {
        return first(command.usageMessage().description());
    }

    private static String first(String... lines) {
        return lines.length == 0 || lines[0].contains("${") ? "" : lines[0].replace("%n", "");
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }
}
