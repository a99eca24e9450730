package io.btautomations.core.source.live;

import io.btautomations.core.braintrust.BraintrustApi;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepException;

/** Opens ways to Braintrust's API. */
@FunctionalInterface
public interface BraintrustApis {

    /** The API that the step's settings name; the caller closes it. */
    BraintrustApi open(StepContext context) throws StepException;
}
