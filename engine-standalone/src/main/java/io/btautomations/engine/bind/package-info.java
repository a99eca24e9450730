/** Flow definitions brought together with the steps that run them, or findings that say what is in the way. */
@NullMarked
package io.btautomations.engine.bind;

import org.jspecify.annotations.NullMarked;
