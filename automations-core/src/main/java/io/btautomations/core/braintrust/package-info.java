/**
 * Braintrust's query endpoint as a client sees it. The door is
 * {@link io.btautomations.core.braintrust.BraintrustApi#open}; what the endpoint says and how it fails is described in
 * Braintrust's API reference, {@code POST /btql}. Rows pass as the bytes that came, and an answer counts only if it is
 * whole: an end that cannot be told from a break is none.
 */
@NullMarked
package io.btautomations.core.braintrust;

import org.jspecify.annotations.NullMarked;
