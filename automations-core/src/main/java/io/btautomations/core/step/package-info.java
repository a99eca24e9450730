/**
 * The seam between what an automation does and who hosts it: a {@link io.btautomations.core.step.Step} works on a
 * {@link io.btautomations.core.step.StepSession}, and a {@link io.btautomations.core.step.StepDescriptor} says
 * everything that a host shows of it.
 */
@NullMarked
package io.btautomations.core.step;

import org.jspecify.annotations.NullMarked;
