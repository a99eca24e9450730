/** Realistic log rows for trying things out. */
@NullMarked
package io.btautomations.engine.sample;

import org.jspecify.annotations.NullMarked;
