/**
 * Tree to text, in one spelling. The door is {@link io.btautomations.btql.print.CanonicalPrinter};
 * {@link io.btautomations.btql.print.DialectTranslator} carries a query from one dialect to the other.
 */
@NullMarked
package io.btautomations.btql.print;

import org.jspecify.annotations.NullMarked;
