/**
 * A host in memory for the tests of steps: {@link io.btautomations.core.testkit.StepHarness} drives a step over
 * sessions that commit and roll back, on a virtual clock, with faults where a test wants them.
 */
@NullMarked
package io.btautomations.core.testkit;

import org.jspecify.annotations.NullMarked;
