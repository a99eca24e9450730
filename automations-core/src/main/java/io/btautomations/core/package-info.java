/**
 * What an automation does, whoever hosts it. The hosts (NiFi, the standalone engine) bring clock, state, HTTP and
 * objects through {@link io.btautomations.core.port}; the steps decide.
 */
@NullMarked
package io.btautomations.core;

import org.jspecify.annotations.NullMarked;
