/**
 * Finds the values that a plan needs in the bytes of a row, and works on them where they lie. Depends on nothing but
 * the JDK.
 *
 * <p>The door is {@link io.btautomations.btql.scan.RowScanners}: paths go in as a
 * {@link io.btautomations.btql.scan.PathTrie}, positions come out in {@link io.btautomations.btql.scan.Slots}.
 * {@link io.btautomations.btql.scan.NumberSlice}, {@link io.btautomations.btql.scan.NumberLiteral},
 * {@link io.btautomations.btql.scan.TextLiteral} and {@link io.btautomations.btql.scan.TextSearch} compare what lies
 * there without decoding it.
 */
@NullMarked
package io.btautomations.btql.scan;

import org.jspecify.annotations.NullMarked;
