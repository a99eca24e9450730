/** What is to be done, in which order, and what must be read for it. */
@NullMarked
package io.btautomations.btql.plan;

import org.jspecify.annotations.NullMarked;
