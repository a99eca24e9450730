/**
 * What an expression can be worth: JSON values, instants and intervals, and the three truth values, with their order
 * and spelling.
 */
@NullMarked
package io.btautomations.btql.value;

import org.jspecify.annotations.NullMarked;
