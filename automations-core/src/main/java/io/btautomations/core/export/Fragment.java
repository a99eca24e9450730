package io.btautomations.core.export;

import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.FlowItem;
import java.util.Map;
import java.util.Optional;

/**
 * Which part of an automation's log an item is. Everything that the export writes for the item follows from this and
 * from its rows.
 *
 * @param automation identifies the automation
 * @param generation identifies its life since the last reset
 * @param run identifies the run; the item's own id if no source of ours made it
 * @param index position within the run, from 0
 * @param last whether it is the last of its run
 * @param range what it covers of the log; empty if the source told nothing
 * @param window the run's window of write time as the source told it, start and end
 */
record Fragment(
        String automation,
        String generation,
        String run,
        int index,
        boolean last,
        Optional<CursorRange> range,
        Optional<CursorRange> window) {

    /** Generation of automations whose source has none. */
    static final String NO_GENERATION = "default";

    /**
     * What the item says of itself. An item without run, cursor and position is a run of its own.
     *
     * @throws UnfitItemException if what it says makes no sense
     */
    static Fragment of(FlowItem item, String automation, String generation) throws UnfitItemException {
        Map<String, String> attributes = item.attributes();
        Optional<CursorRange> window = range(attributes, Attributes.WINDOW_START.name(), Attributes.WINDOW_END.name());
        Optional<CursorRange> range = range(attributes, Attributes.CURSOR_START.name(), Attributes.CURSOR_END.name());
        Optional<String> run = item.attribute(Attributes.RUN_ID);
        Optional<String> index = item.attribute(Attributes.FRAGMENT_INDEX);
        if (run.isEmpty() || index.isEmpty() || range.isEmpty()) {
            return new Fragment(automation, generation, item.id(), 0, true, Optional.empty(), window);
        }
        if (range.get().start().compareTo(range.get().end()) > 0) {
            throw new UnfitItemException(
                    Attributes.CURSOR_START.name() + " '" + range.get().start() + "' sorts behind "
                            + Attributes.CURSOR_END.name() + " '" + range.get().end() + "'");
        }
        boolean last =
                item.attribute(Attributes.RUN_LAST).filter("true"::equals).isPresent();
        return new Fragment(automation, generation, run.get(), number(index.get()), last, range, window);
    }

    /** Whether a source of ours made the item, so that its place in the log is known. */
    boolean isOfRun() {
        return range.isPresent();
    }

    /** Tells the fragment apart from all others, for people and in memory. */
    String identity() {
        return automation + " " + generation + " " + run + " " + index;
    }

    private static int number(String text) throws UnfitItemException {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw noPosition(text);
        }
        throw noPosition(text);
    }

    private static UnfitItemException noPosition(String text) {
        return new UnfitItemException(
                Attributes.FRAGMENT_INDEX.name() + " must be a whole number from 0 on, got '" + text + "'");
    }

    private static Optional<CursorRange> range(Map<String, String> attributes, String start, String end) {
        return attributes.containsKey(start) && attributes.containsKey(end)
                ? Optional.of(new CursorRange(attributes.getOrDefault(start, ""), attributes.getOrDefault(end, "")))
                : Optional.empty();
    }
}
