/** Files for what is too big for memory. */
@NullMarked
package io.btautomations.core.spool;

import org.jspecify.annotations.NullMarked;
