/**
 * The five processors. Each is a name, its annotations and a step descriptor of the core;
 * {@link io.btautomations.nifi.StepProcessor} hosts the step.
 */
@NullMarked
package io.btautomations.nifi;

import org.jspecify.annotations.NullMarked;
