/** Makes log rows as LLM applications write them: heavy texts, small facts behind them. Equal seeds make equal rows. */
@NullMarked
package io.btautomations.benchmarks.data;

import org.jspecify.annotations.NullMarked;
