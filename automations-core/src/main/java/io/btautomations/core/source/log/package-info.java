/**
 * What a source needs of a log, wherever that is: portions of it, their rows, and what is asked. A run is planned in
 * these terms.
 */
@NullMarked
package io.btautomations.core.source.log;

import org.jspecify.annotations.NullMarked;
