/** Rows as they came: blocks of JSON Lines bytes, cut at line ends, never decoded as a whole. */
@NullMarked
package io.btautomations.btql.row;

import org.jspecify.annotations.NullMarked;
