package io.btautomations.engine.cli;

import io.btautomations.core.catalog.Steps;
import java.util.List;
import java.util.Map;

/** What runs counted, for a person. */
final class Counts {

    private Counts() {}

    /** For example {@code Rows Received 500}: what was counted at all, in the order in which rows pass the steps. */
    static List<String> phrases(Map<String, Long> counters) {
        return Steps.all().stream()
                .flatMap(step -> step.counters().stream())
                .filter(counter -> counters.getOrDefault(counter.name(), 0L) > 0)
                .map(counter -> "%s %,d".formatted(counter.name(), counters.get(counter.name())))
                .toList();
    }
}
