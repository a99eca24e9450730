package io.btautomations.core.ratelimit;

import io.btautomations.core.step.AttributeDescriptor;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.FlowItem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An input, as the limiter sees it.
 *
 * @param token knows it again
 * @param generation the automation's generation; empty if the source has none
 * @param window write time that its source's run covers; empty for a source that tells of none
 * @param catchingUp whether the source still reads the past
 * @param context what it tells of its automation
 * @param tallies its rows
 */
record Arrival(
        Token token,
        String generation,
        Optional<TimeWindow> window,
        boolean catchingUp,
        Map<String, String> context,
        RowTallies tallies) {

    Arrival {
        context = Map.copyOf(context);
    }

    /** The input with the rows that were found in it. */
    static Arrival of(FlowItem item, RowTallies tallies) {
        Map<String, String> context = new TreeMap<>();
        for (AttributeDescriptor attribute : RateLimitDescriptions.CONTEXT) {
            item.attribute(attribute).ifPresent(value -> context.put(attribute.name(), value));
        }
        return new Arrival(
                Token.of(item),
                item.attribute(Attributes.AUTOMATION_GENERATION).orElse(""),
                window(item),
                item.attribute(Attributes.CATCHING_UP).filter("true"::equals).isPresent(),
                context,
                tallies);
    }

    /** The write-time window of the input's run; empty if it has none or it makes no sense. */
    static Optional<TimeWindow> window(FlowItem item) {
        Optional<Instant> start = instant(item.attribute(Attributes.WINDOW_START));
        Optional<Instant> end = instant(item.attribute(Attributes.WINDOW_END));
        if (start.isEmpty() || end.isEmpty() || start.get().isAfter(end.get())) {
            return Optional.empty();
        }
        return Optional.of(new TimeWindow(start.get(), end.get()));
    }

    private static Optional<Instant> instant(Optional<String> text) {
        try {
            return text.map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
