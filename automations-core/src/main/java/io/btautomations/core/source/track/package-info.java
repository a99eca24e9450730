/**
 * Which bytes of which files were read, whatever happens to the files: they are known by their content. The door is
 * {@link io.btautomations.core.source.track.FileTracker}.
 */
@NullMarked
package io.btautomations.core.source.track;

import org.jspecify.annotations.NullMarked;
