package io.btautomations.engine.run;

import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.FlowItem;
import java.util.Optional;

/** What the items of a source tell of its run. */
final class RunSight {

    private Optional<String> windowStart = Optional.empty();
    private Optional<String> windowEnd = Optional.empty();
    private Optional<Double> lagSeconds = Optional.empty();

    void see(FlowItem item) {
        windowStart = windowStart.or(() -> item.attribute(Attributes.WINDOW_START));
        windowEnd = item.attribute(Attributes.WINDOW_END).or(() -> windowEnd);
        lagSeconds =
                item.attribute(Attributes.LAG_SECONDS).flatMap(RunSight::number).or(() -> lagSeconds);
    }

    Optional<String> windowStart() {
        return windowStart;
    }

    Optional<String> windowEnd() {
        return windowEnd;
    }

    Optional<Double> lagSeconds() {
        return lagSeconds;
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
