package io.btautomations.nifi;

import io.btautomations.core.step.Counter;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.StepEvents;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessSession;
import org.apache.nifi.processor.Relationship;

/**
 * What a step reports, as NiFi's counters, provenance events and bulletins. Counters and provenance belong to the
 * session that is under way; outside of one, as in a test of the configuration, there is nothing to count.
 */
final class ComponentEvents implements StepEvents {

    private final ComponentLog log;
    private final StepDeclaration declaration;
    private final CounterLevels levels;
    private volatile Optional<ProcessSession> session = Optional.empty();
    private volatile boolean committed;

    ComponentEvents(ComponentLog log, StepDeclaration declaration, CounterLevels levels) {
        this.log = log;
        this.declaration = declaration;
        this.levels = levels;
    }

    /** From now on, events belong to {@code current}. */
    void begin(ProcessSession current) {
        session = Optional.of(current);
        committed = false;
    }

    /** The session has been committed: what is counted from now on counts at once. */
    void commit() {
        committed = true;
    }

    /** No session is under way any more. */
    void end() {
        session = Optional.empty();
    }

    @Override
    public void count(Counter counter, long delta) {
        withSession(current -> current.adjustCounter(counter.name(), delta, committed));
    }

    @Override
    public void level(Counter counter, long value) {
        withSession(
                current -> current.adjustCounter(counter.name(), levels.difference(counter.name(), value), committed));
    }

    @Override
    public void received(FlowItem item, String transitUri, Duration elapsed) {
        withSession(current -> current.getProvenanceReporter().receive(flowFile(item), transitUri, elapsed.toMillis()));
    }

    @Override
    public void sent(FlowItem item, String transitUri, Duration elapsed) {
        withSession(current -> current.getProvenanceReporter().send(flowFile(item), transitUri, elapsed.toMillis()));
    }

    @Override
    public void routed(FlowItem item, Route route, String reason) {
        Relationship relationship = declaration.relationship(route);
        withSession(current -> current.getProvenanceReporter().route(flowFile(item), relationship, reason));
    }

    @Override
    public void info(String message) {
        log.info(message);
    }

    @Override
    public void warn(String message) {
        log.warn(message);
    }

    @Override
    public void error(String message) {
        log.error(message);
    }

    private void withSession(Consumer<ProcessSession> report) {
        session.ifPresent(report);
    }

    private static FlowFile flowFile(FlowItem item) {
        return ((FlowFileItem) item).flowFile();
    }
}
