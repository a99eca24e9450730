/** Bound expressions made executable: trees of closures over the values of a row. */
@NullMarked
package io.btautomations.btql.eval;

import org.jspecify.annotations.NullMarked;
