/** The command line. */
@NullMarked
package io.btautomations.engine.cli;

import org.jspecify.annotations.NullMarked;
