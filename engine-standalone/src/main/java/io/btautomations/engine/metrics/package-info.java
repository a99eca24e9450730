/** What Prometheus is told. */
@NullMarked
package io.btautomations.engine.metrics;

import org.jspecify.annotations.NullMarked;
