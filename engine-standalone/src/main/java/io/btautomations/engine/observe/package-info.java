/** What the engine tells of its work. */
@NullMarked
package io.btautomations.engine.observe;

import org.jspecify.annotations.NullMarked;
