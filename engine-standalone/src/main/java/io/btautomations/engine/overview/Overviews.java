package io.btautomations.engine.overview;

import io.btautomations.core.ratelimit.RateLimitOnceStep;
import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.bind.BoundComponent;
import io.btautomations.engine.store.AutomationRecord;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Looks at the automations that an engine runs. Safe for use by several threads. */
public final class Overviews {

    private final EngineStore store;
    private final Supplier<List<BoundAutomation>> automations;

    /** @param automations those that run at the moment */
    public Overviews(EngineStore store, Supplier<List<BoundAutomation>> automations) {
        this.store = store;
        this.automations = automations;
    }

    /**
     * How all are now, by name.
     *
     * @param most how many runs of each to look at
     */
    public List<AutomationOverview> look(int most) throws StoreException {
        List<BoundAutomation> running = automations.get();
        List<AutomationOverview> overviews = new ArrayList<>();
        for (AutomationRecord known : store.automations()) {
            for (BoundAutomation automation : running) {
                if (automation.name().equals(known.name())) {
                    overviews.add(AutomationOverview.of(known, store, most).withPending(pending(automation)));
                }
            }
        }
        return overviews;
    }

    private OptionalLong pending(BoundAutomation automation) throws StoreException {
        OptionalLong sum = OptionalLong.empty();
        for (BoundComponent component : automation.components()) {
            if (component.descriptor().type().equals(RateLimitOnceStep.DESCRIPTOR.type())) {
                long waiting = RateLimitOnceStep.pending(
                                store.state(component.id()).entries())
                        .orElse(0);
                sum = OptionalLong.of(sum.orElse(0) + waiting);
            }
        }
        return sum;
    }
}
