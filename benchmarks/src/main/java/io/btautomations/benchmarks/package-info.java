/** Ours and the peers on the same file, one pass after the other: what each costs in CPU seconds. */
@NullMarked
package io.btautomations.benchmarks;

import org.jspecify.annotations.NullMarked;
