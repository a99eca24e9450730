/**
 * Braintrust's interface over logs on this machine: queries, and what the official clients send. The door is
 * {@link io.btautomations.engine.serve.LogServer}.
 */
@NullMarked
package io.btautomations.engine.serve;

import org.jspecify.annotations.NullMarked;
