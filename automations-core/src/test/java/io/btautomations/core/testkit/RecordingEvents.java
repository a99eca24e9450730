package io.btautomations.core.testkit;

import io.btautomations.core.step.Counter;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.StepEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Events that a test can look at. Counters and lineage of a unit of work that is rolled back stay, messages too. */
public final class RecordingEvents implements StepEvents {

    /** Content that came in or went out. */
    public record Transit(String itemId, String uri, Duration elapsed) {}

    private final Map<String, Long> counts = new TreeMap<>();
    private final List<Transit> received = new ArrayList<>();
    private final List<Transit> sent = new ArrayList<>();
    private final List<String> routed = new ArrayList<>();
    private final List<String> infos = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    @Override
    public synchronized void count(Counter counter, long delta) {
        counts.merge(counter.name(), delta, Long::sum);
    }

    @Override
    public synchronized void level(Counter counter, long value) {
        counts.put(counter.name(), value);
    }

    @Override
    public synchronized void received(FlowItem item, String transitUri, Duration elapsed) {
        received.add(new Transit(item.id(), transitUri, elapsed));
    }

    @Override
    public synchronized void sent(FlowItem item, String transitUri, Duration elapsed) {
        sent.add(new Transit(item.id(), transitUri, elapsed));
    }

    @Override
    public synchronized void routed(FlowItem item, Route route, String reason) {
        routed.add(route.name() + ": " + reason);
    }

    @Override
    public synchronized void info(String message) {
        infos.add(message);
    }

    @Override
    public synchronized void warn(String message) {
        warnings.add(message);
    }

    @Override
    public synchronized void error(String message) {
        errors.add(message);
    }

    /** What was counted, 0 if nothing was. */
    public synchronized long count(Counter counter) {
        return counts.getOrDefault(counter.name(), 0L);
    }

    public synchronized List<Transit> received() {
        return List.copyOf(received);
    }

    public synchronized List<Transit> sent() {
        return List.copyOf(sent);
    }

    /** Routes taken for a reason, as {@code route: reason}. */
    public synchronized List<String> routed() {
        return List.copyOf(routed);
    }

    public synchronized List<String> infos() {
        return List.copyOf(infos);
    }

    public synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    public synchronized List<String> errors() {
        return List.copyOf(errors);
    }
}
