/**
 * Exports that can be proven: rows become objects whose keys depend on the input alone, and a hash-chained commit log
 * beside them says which objects count.
 */
@NullMarked
package io.btautomations.core.export;

import org.jspecify.annotations.NullMarked;
