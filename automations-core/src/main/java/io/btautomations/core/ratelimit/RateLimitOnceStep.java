package io.btautomations.core.ratelimit;

import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.Step;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import java.util.List;
import java.util.Map;

/** Lets at most one notification per interval through and counts the matches in between into the next one. */
public final class RateLimitOnceStep implements Step {

    public static final StepDescriptor DESCRIPTOR = new StepDescriptor(
            "RateLimitOnce",
            "Sends at most one notification per interval; the matches in between are counted into the next one, so that"
                    + " every match is in exactly one notification.",
            StepDescriptor.Input.REQUIRED,
            RateLimitDescriptions.SETTINGS,
            RateLimitDescriptions.ROUTES,
            RateLimitDescriptions.READS,
            RateLimitDescriptions.WRITES,
            RateLimitDescriptions.COUNTERS,
            settings -> List.of(),
            RateLimitOnceStep::new);

    private RateLimitOnceStep(StepContext context) {}

    @Override
    public Progress trigger(StepSession session) throws StepException {
        throw new StepException("RateLimitOnce cannot run yet");
    }

    @Override
    public List<CheckResult> verify(Map<String, String> attributes) {
        return List.of(CheckResult.skipped("Limit", "RateLimitOnce cannot run yet"));
    }
}
