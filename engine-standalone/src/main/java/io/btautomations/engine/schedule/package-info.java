/** When a source is due. */
@NullMarked
package io.btautomations.engine.schedule;

import org.jspecify.annotations.NullMarked;
