/** Runs automations: units of work, retries, deliveries. */
@NullMarked
package io.btautomations.engine.run;

import org.jspecify.annotations.NullMarked;
