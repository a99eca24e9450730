/** Trees in which every name is resolved, every operator decided and every function found; and what prevented it. */
@NullMarked
package io.btautomations.btql.bind;

import org.jspecify.annotations.NullMarked;
