package io.btautomations.core.source;

import io.btautomations.core.braintrust.BtqlApi;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepException;

/** Opens ways to Braintrust's endpoint. */
@FunctionalInterface
interface BtqlApis {

    /** The endpoint that the step's settings name; the caller closes it. */
    BtqlApi open(StepContext context) throws StepException;
}
