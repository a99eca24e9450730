/** Places in a text. */
@NullMarked
package io.btautomations.btql.source;

import org.jspecify.annotations.NullMarked;
