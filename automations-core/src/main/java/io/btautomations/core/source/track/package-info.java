/**
 * Which bytes of which files were read, whatever happens to the files: they are known by their content, planned by
 * {@link io.btautomations.core.source.track.FilePlanner}, and read by
 * {@link io.btautomations.core.source.track.RangeReader}.
 */
@NullMarked
package io.btautomations.core.source.track;

import org.jspecify.annotations.NullMarked;
