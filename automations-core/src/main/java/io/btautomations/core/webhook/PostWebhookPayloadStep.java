package io.btautomations.core.webhook;

import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.Step;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import java.util.List;
import java.util.Map;

/** Posts a notification to a webhook, one attempt at a time, until the receiver takes it or the limits are reached. */
public final class PostWebhookPayloadStep implements Step {

    public static final StepDescriptor DESCRIPTOR = new StepDescriptor(
            "PostWebhookPayload",
            "Posts a JSON payload that tells of a notification to a webhook, and again until the receiver takes it or"
                    + " the limits are reached.",
            StepDescriptor.Input.REQUIRED,
            WebhookDescriptions.SETTINGS,
            WebhookDescriptions.ROUTES,
            WebhookDescriptions.READS,
            WebhookDescriptions.WRITES,
            WebhookDescriptions.COUNTERS,
            settings -> List.of(),
            PostWebhookPayloadStep::new);

    private PostWebhookPayloadStep(StepContext context) {}

    @Override
    public Progress trigger(StepSession session) throws StepException {
        throw new StepException("PostWebhookPayload cannot run yet");
    }

    @Override
    public List<CheckResult> verify(Map<String, String> attributes) {
        return List.of(CheckResult.skipped("Deliver", "PostWebhookPayload cannot run yet"));
    }
}
