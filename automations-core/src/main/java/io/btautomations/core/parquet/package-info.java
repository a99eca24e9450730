/**
 * Rows as Parquet, by a schema that is fixed and loses nothing. Without Hadoop: configuration, files and codecs are our
 * own.
 */
@NullMarked
package io.btautomations.core.parquet;

import org.jspecify.annotations.NullMarked;
