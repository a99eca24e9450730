package io.btautomations.engine.bind;

import io.btautomations.core.setting.Setting;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.Step;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.step.StepSession;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A small step of NiFi's own that users add first: does one thing to every item and sends it on. */
abstract class StockStep implements Step {

    static final Route SUCCESS = new Route("success", "Every item");
    private static final int MOST = 100;

    private final StepContext context;

    StockStep(StepContext context) {
        this.context = context;
    }

    static StepDescriptor descriptor(
            String type, String summary, List<Setting<?>> settings, Function<StepContext, Step> factory) {
        return new StepDescriptor(
                type,
                summary,
                StepDescriptor.Input.REQUIRED,
                settings,
                List.of(SUCCESS),
                List.of(),
                List.of(),
                List.of(),
                values -> List.of(),
                factory::apply);
    }

    static HostedType type(StepDescriptor descriptor, Map<String, String> oldNames) {
        return new HostedType(descriptor.type(), Hosting.INLINE, oldNames, false, (Set<String> names) -> descriptor);
    }

    /** What is done to an item. */
    abstract FlowItem handle(StepSession session, FlowItem item);

    StepContext context() {
        return context;
    }

    @Override
    public Progress trigger(StepSession session) {
        List<FlowItem> items = session.take(MOST);
        for (FlowItem item : items) {
            session.transfer(handle(session, item), SUCCESS);
        }
        return items.isEmpty() ? Progress.IDLE : Progress.DONE;
    }

    @Override
    public List<CheckResult> verify(Map<String, String> attributes) {
        return List.of(CheckResult.passed("Settings", "The settings are valid"));
    }
}
