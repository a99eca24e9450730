/**
 * Braintrust's query endpoint as a client sees it. The door is {@link io.btautomations.core.braintrust.BtqlApi}; what
 * the endpoint says and how it fails is described in Braintrust's API reference, {@code POST /btql}.
 */
@NullMarked
package io.btautomations.core.braintrust;

import org.jspecify.annotations.NullMarked;
