/**
 * At most one notification per interval, and every match in exactly one of them. The door is
 * {@link io.btautomations.core.ratelimit.RateLimitOnceStep}.
 */
@NullMarked
package io.btautomations.core.ratelimit;

import org.jspecify.annotations.NullMarked;
