/** Shows plans, and why a row passes a filter or does not. */
@NullMarked
package io.btautomations.btql.explain;

import org.jspecify.annotations.NullMarked;
