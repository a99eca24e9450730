package io.btautomations.engine.cli;

import io.btautomations.engine.store.StoreException;
import io.btautomations.engine.store.StoreView;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the engine keeps its state. */
final class StateOption {

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = {
                "Directory of checkpoints, deliveries and history;",
                "default: $AUTOMATIONS_STATE, else ./automations-state"
            })
    private @Nullable Path directory;

    Path directory(Map<String, String> environment) {
        return Optional.ofNullable(directory)
                .or(() -> Optional.ofNullable(environment.get("AUTOMATIONS_STATE"))
                        .map(Path::of))
                .orElse(Path.of("automations-state"));
    }

    /** The store that lies there; the caller closes it. */
    StoreView open(Console console) throws StoreException {
        return StoreView.of(directory(console.environment()), Worlds.CLOCK);
    }
}
