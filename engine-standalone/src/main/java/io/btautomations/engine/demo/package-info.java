/** The two shipped templates at work on sample rows, with nothing else needed. */
@NullMarked
package io.btautomations.engine.demo;

import org.jspecify.annotations.NullMarked;
