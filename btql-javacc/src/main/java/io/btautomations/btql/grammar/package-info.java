/**
 * Text to tree. The door is {@link io.btautomations.btql.grammar.BtqlParser}; the grammar itself is {@code Btql.jj}.
 */
@NullMarked
package io.btautomations.btql.grammar;

import org.jspecify.annotations.NullMarked;
