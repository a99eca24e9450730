/** The status page, its buttons, and what monitors ask an engine. */
@NullMarked
package io.btautomations.engine.http;

import org.jspecify.annotations.NullMarked;
