/**
 * Queries over log files: {@link io.btautomations.engine.query.LogInput} reads the rows,
 * {@link io.btautomations.engine.query.ResultWriter} writes the result in one of several forms.
 */
@NullMarked
package io.btautomations.engine.query;

import org.jspecify.annotations.NullMarked;
