/**
 * Logs in files: spans, traces and the results of queries. The door is
 * {@link io.btautomations.core.source.local.LocalFiles}.
 */
@NullMarked
package io.btautomations.core.source.local;

import org.jspecify.annotations.NullMarked;
