/** The door for hosts: which steps there are. */
@NullMarked
package io.btautomations.core.catalog;

import org.jspecify.annotations.NullMarked;
