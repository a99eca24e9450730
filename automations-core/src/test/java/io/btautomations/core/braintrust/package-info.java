/** The client of Braintrust's API against servers on loopback. */
@NullMarked
package io.btautomations.core.braintrust;

import org.jspecify.annotations.NullMarked;
