package io.btautomations.core.source;

import io.btautomations.core.source.local.LocalFiles;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.Step;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import java.util.List;
import java.util.Map;

/** {@link ScheduledBtqlQueryStep} on local files, whose state knows but a few of them by name. */
final class FewNamesStep implements Step {

    private final SourceRuns runs;

    private FewNamesStep(StepContext context, int mostOpen) {
        LocalFiles source = new LocalFiles(context.settings().get(SourceSettings.PATHS), context.events(), mostOpen);
        runs = new SourceRuns(context, source, new RunAttributes(context));
    }

    static StepDescriptor descriptor(int mostOpen) {
        StepDescriptor whole = ScheduledBtqlQueryStep.DESCRIPTOR;
        return new StepDescriptor(
                whole.type(),
                whole.summary(),
                whole.input(),
                whole.settings(),
                whole.routes(),
                whole.reads(),
                whole.writes(),
                whole.counters(),
                whole.rules(),
                context -> new FewNamesStep(context, mostOpen));
    }

    @Override
    public List<CheckResult> verify(Map<String, String> attributes) {
        return List.of();
    }

    @Override
    public Progress trigger(StepSession session) throws StepException {
        return runs.trigger(session);
    }
}
