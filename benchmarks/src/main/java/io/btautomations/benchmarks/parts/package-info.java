/** The parts of the scanner one by one, under JMH. */
@NullMarked
package io.btautomations.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
