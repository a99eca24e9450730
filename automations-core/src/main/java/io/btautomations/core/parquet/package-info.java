/**
 * Rows as Parquet, written straight from their bytes: {@link io.btautomations.core.parquet.RowSchema} says which
 * columns there are, {@link io.btautomations.core.parquet.ParquetRows} writes them. The only place that knows Parquet's
 * library; runs without Hadoop.
 */
@NullMarked
package io.btautomations.core.parquet;

import org.jspecify.annotations.NullMarked;
