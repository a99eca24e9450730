@NullMarked
package io.btautomations.core.parquet;

import org.jspecify.annotations.NullMarked;
