/** Separates the rows that a BTQL filter holds for. The door is {@link io.btautomations.core.filter.FilterBtqlStep}. */
@NullMarked
package io.btautomations.core.filter;

import org.jspecify.annotations.NullMarked;
