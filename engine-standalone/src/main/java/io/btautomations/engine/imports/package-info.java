/** Turns Braintrust's own description of automations into flow definitions. */
@NullMarked
package io.btautomations.engine.imports;

import org.jspecify.annotations.NullMarked;
