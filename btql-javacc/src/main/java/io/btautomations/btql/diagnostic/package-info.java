/** What is wrong with a text, said so that its author can mend it. */
@NullMarked
package io.btautomations.btql.diagnostic;

import org.jspecify.annotations.NullMarked;
