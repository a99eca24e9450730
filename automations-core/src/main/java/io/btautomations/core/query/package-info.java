/**
 * Questions to a Braintrust log about ranges of it: the queries that read the rows, groups or traces written from one
 * {@code _pagination_key} up to another. Queries are built as trees of the language, never from pieces of text.
 */
@NullMarked
package io.btautomations.core.query;

import org.jspecify.annotations.NullMarked;
