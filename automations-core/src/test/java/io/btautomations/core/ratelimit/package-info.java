@NullMarked
package io.btautomations.core.ratelimit;

import org.jspecify.annotations.NullMarked;
