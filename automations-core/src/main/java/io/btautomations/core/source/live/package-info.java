/** Logs at Braintrust, read through its API. The door is {@link io.btautomations.core.source.live.BraintrustLog}. */
@NullMarked
package io.btautomations.core.source.live;

import org.jspecify.annotations.NullMarked;
