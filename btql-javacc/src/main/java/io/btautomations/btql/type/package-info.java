/** What is known of a value before a row is seen, and of a row before it is read. */
@NullMarked
package io.btautomations.btql.type;

import org.jspecify.annotations.NullMarked;
