/** The engines that are compared, each behind the same interface. */
@NullMarked
package io.btautomations.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
