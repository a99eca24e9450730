package io.btautomations.core.source.local;

import io.btautomations.core.step.Counter;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.StepEvents;
import java.time.Duration;

/** Nobody listens: what is read again was reported when it was read first. */
final class QuietEvents implements StepEvents {

    @Override
    public void count(Counter counter, long delta) {}

    @Override
    public void level(Counter counter, long value) {}

    @Override
    public void received(FlowItem item, String transitUri, Duration elapsed) {}

    @Override
    public void sent(FlowItem item, String transitUri, Duration elapsed) {}

    @Override
    public void routed(FlowItem item, Route route, String reason) {}

    @Override
    public void info(String message) {}

    @Override
    public void warn(String message) {}

    @Override
    public void error(String message) {}
}
