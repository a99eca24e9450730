package io.btautomations.engine.run;

import io.btautomations.core.step.Counter;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.StepEvents;
import java.time.Duration;
import java.util.Optional;

/** Takes a step's reports: counters to the unit of work, words to the journal. */
final class HostedEvents implements StepEvents {

    private final String automation;
    private final String component;
    private final Journal journal;
    private volatile Optional<UnitOfWork> work = Optional.empty();

    HostedEvents(String automation, String component, Journal journal) {
        this.automation = automation;
        this.component = component;
        this.journal = journal;
    }

    void enter(UnitOfWork current) {
        work = Optional.of(current);
    }

    void leave() {
        work = Optional.empty();
    }

    @Override
    public void count(Counter counter, long delta) {
        work.ifPresent(current -> current.count(counter.name(), delta));
    }

    @Override
    public void level(Counter counter, long value) {
        work.ifPresent(current -> current.level(counter.name(), value));
    }

    @Override
    public void received(FlowItem item, String transitUri, Duration elapsed) {
        say(Journal.Level.DEBUG, "received " + item.size() + " bytes from " + transitUri);
    }

    @Override
    public void sent(FlowItem item, String transitUri, Duration elapsed) {
        say(Journal.Level.DEBUG, "sent to " + transitUri + " in " + elapsed.toMillis() + " ms");
    }

    @Override
    public void routed(FlowItem item, Route route, String reason) {
        say(Journal.Level.DEBUG, "item " + item.id() + " to " + route.name() + ": " + reason);
    }

    @Override
    public void info(String message) {
        say(Journal.Level.INFO, message);
    }

    @Override
    public void warn(String message) {
        say(Journal.Level.WARN, message);
    }

    @Override
    public void error(String message) {
        say(Journal.Level.ERROR, message);
    }

    private void say(Journal.Level level, String message) {
        journal.say(level, automation, component, message);
    }
}
