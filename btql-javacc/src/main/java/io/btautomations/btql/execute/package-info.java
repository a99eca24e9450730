/** Runs plans over rows: step by step, in memory that settings bound. */
@NullMarked
package io.btautomations.btql.execute;

import org.jspecify.annotations.NullMarked;
