/** What a step needs of the world and a host brings. */
@NullMarked
package io.btautomations.core.port;

import org.jspecify.annotations.NullMarked;
