/** What operators, functions and aggregates compute, value by value. */
@NullMarked
package io.btautomations.btql.function;

import org.jspecify.annotations.NullMarked;
