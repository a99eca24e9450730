/** The durable side of the engine: one SQLite file that one process at a time owns. */
@NullMarked
package io.btautomations.engine.store;

import org.jspecify.annotations.NullMarked;
