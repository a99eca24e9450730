package io.btautomations.engine.flow;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A processor of a flow definition.
 *
 * @param identifier identifies it; the same over downloads and uploads
 * @param name as the user named it
 * @param type class name, for example {@code io.btautomations.nifi.FilterBtql}
 * @param properties texts by name, before parameters and expressions; unset ones are absent
 * @param scheduling when it is due
 * @param terminated relationships whose items end here
 * @param retry what is tried again
 * @param annotationData what advanced user interfaces keep, such as the rules of UpdateAttribute; empty if nothing
 * @param disabled whether the user switched it off
 * @param place where it stands
 */
public record FlowProcessor(
        String identifier,
        String name,
        String type,
        Map<String, String> properties,
        Scheduling scheduling,
        Set<String> terminated,
        Retry retry,
        Optional<String> annotationData,
        boolean disabled,
        Place place) {

    /**
     * When a processor is due.
     *
     * @param strategy {@code TIMER_DRIVEN} or {@code CRON_DRIVEN}
     * @param period a duration or a cron expression, as the strategy asks
     * @param yield how long a processor rests that found nothing to do or failed
     * @param penalty how long an item rests that was put back
     */
    public record Scheduling(String strategy, String period, Duration yield, Duration penalty) {}

    /**
     * Which relationships are tried again before an item takes them.
     *
     * @param relationships their names
     * @param count how often
     * @param penalizeItem whether the item waits (else the processor)
     * @param longest the longest pause between tries
     */
    public record Retry(Set<String> relationships, int count, boolean penalizeItem, Duration longest) {
        public Retry {
            relationships = Set.copyOf(relationships);
        }
    }

    public FlowProcessor {
        properties = Map.copyOf(properties);
        terminated = Set.copyOf(terminated);
    }

    FlowProcessor withProperty(String property, String value) {
        Map<String, String> changed = new HashMap<>(properties);
        changed.put(property, value);
        return new FlowProcessor(
                identifier, name, type, changed, scheduling, terminated, retry, annotationData, disabled, place);
    }

    /** Simple name of the type. */
    public String simpleType() {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** The processor for a person: type and name. */
    public String label() {
        return label(type, name);
    }

    static String label(String type, String name) {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        return name.isEmpty() || name.equals(simple) ? simple : simple + " '" + name + "'";
    }
}
