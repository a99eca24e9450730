/** Pictures of flows: as text, and for the programs that draw graphs. */
@NullMarked
package io.btautomations.engine.picture;

import org.jspecify.annotations.NullMarked;
