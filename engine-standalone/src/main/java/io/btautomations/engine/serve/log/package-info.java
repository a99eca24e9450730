/**
 * Logs as they lie in a directory: those that were written through the server, which it may add to, and plain files,
 * which it reads. The door is {@link io.btautomations.engine.serve.log.LogStore}.
 */
@NullMarked
package io.btautomations.engine.serve.log;

import org.jspecify.annotations.NullMarked;
