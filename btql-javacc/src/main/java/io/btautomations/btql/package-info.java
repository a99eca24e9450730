/**
 * The door of the language: text in, a filter or a query ready for rows out, or diagnostics that explain what is wrong.
 */
@NullMarked
package io.btautomations.btql;

import org.jspecify.annotations.NullMarked;
