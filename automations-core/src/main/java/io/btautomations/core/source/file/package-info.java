/**
 * One log file, and which there are: its rows and lines, plain, compressed or Parquet. Knows nothing of what was read
 * before.
 */
@NullMarked
package io.btautomations.core.source.file;

import org.jspecify.annotations.NullMarked;
