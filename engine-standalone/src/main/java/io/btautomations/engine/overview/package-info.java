/** How automations are, for a person or a program to look at. */
@NullMarked
package io.btautomations.engine.overview;

import org.jspecify.annotations.NullMarked;
