package io.btautomations.engine.cli;

import io.btautomations.engine.flow.Suggestion;
import io.btautomations.engine.store.AutomationRecord;
import io.btautomations.engine.store.StoreException;
import io.btautomations.engine.store.StoreView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The options of commands that look at one automation in a state directory, or at all. */
final class StoreOptions {

    @Mixin
    private StateOption state = new StateOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "Name of the automation, as status shows it; may be left out if there is but one.")
    private @Nullable String name;

    /** Where the state lies. */
    Path directory(Console console) {
        return state.directory(console.environment());
    }

    /** The store; the caller closes it. */
    StoreView open(Console console) throws StoreException {
        return state.open(console);
    }

    /** The automations that are meant: the named one, or all. */
    List<AutomationRecord> chosen(StoreView store) throws StoreException, CommandFailure {
        List<AutomationRecord> known = store.automations();
        return name == null ? known : List.of(named(name, known));
    }

    /** The automation that is meant. */
    AutomationRecord one(StoreView store) throws StoreException, CommandFailure {
        List<AutomationRecord> known = store.automations();
        if (name != null) {
            return named(name, known);
        }
        if (known.size() == 1) {
            return known.get(0);
        }
        throw new CommandFailure(ExitCode.USAGE, "name one of the automations: " + quoted(known));
    }

    private static AutomationRecord named(String name, List<AutomationRecord> known) throws CommandFailure {
        List<String> names = known.stream().map(AutomationRecord::name).toList();
        Optional<AutomationRecord> found = known.stream()
                .filter(automation -> automation.name().equals(name))
                .findFirst();
        return found.orElseThrow(() -> new CommandFailure(
                ExitCode.USAGE,
                "there is no automation '" + name + "' in this state",
                Suggestion.closest(name, names)
                        .map(other -> "did you mean '" + other + "'?")
                        .orElse("there are: " + quoted(known))));
    }

    private static String quoted(List<AutomationRecord> known) {
        return known.isEmpty()
                ? "none"
                : known.stream()
                        .map(automation -> "'" + automation.name() + "'")
                        .collect(Collectors.joining(", "));
    }
}
