package io.btautomations.core.catalog;

import io.btautomations.core.export.ExportToS3Step;
import io.btautomations.core.filter.FilterBtqlStep;
import io.btautomations.core.ratelimit.RateLimitOnceStep;
import io.btautomations.core.source.ScheduledBtqlQueryStep;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.webhook.PostWebhookPayloadStep;
import java.util.List;
import java.util.Optional;

/** All steps of the core, by the simple name of their processor. */
public final class Steps {

    private static final List<StepDescriptor> ALL = List.of(
            ScheduledBtqlQueryStep.DESCRIPTOR,
            FilterBtqlStep.DESCRIPTOR,
            RateLimitOnceStep.DESCRIPTOR,
            PostWebhookPayloadStep.DESCRIPTOR,
            ExportToS3Step.DESCRIPTOR);

    private Steps() {}

    /** In the order in which they stand in a flow. */
    public static List<StepDescriptor> all() {
        return ALL;
    }

    /** The step of that processor, if the core has it. */
    public static Optional<StepDescriptor> byType(String simpleName) {
        return ALL.stream().filter(step -> step.type().equals(simpleName)).findFirst();
    }
}
