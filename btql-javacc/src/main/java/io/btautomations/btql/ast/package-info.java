/**
 * The tree of a text: immutable records, the same for BTQL and SQL, with the place of every node in its text.
 *
 * <p>The tree keeps what a text says, not how it says it. So one meaning has one shape:
 *
 * <ul>
 *   <li>A negated operator is a {@link io.btautomations.btql.ast.Not} around the positive one: {@code NOT IN},
 *       {@code NOT LIKE}, {@code NOT INCLUDES}, {@code IS NOT NULL}, {@code IS NOT x}, {@code ISNOTNULL x}. The
 *       exceptions are {@code !=} and {@code <!=>}, which are comparisons of their own.
 *   <li>{@code a BETWEEN b AND c} is {@code a >= b AND a <= c}; {@code CAST(a AS integer)} and {@code a::integer} are
 *       {@code to_integer(a)}; {@code CONTAINS} is {@code INCLUDES}; {@code ==} is {@code =}.
 *   <li>{@code CASE WHEN} and chained {@code ? :} are one {@link io.btautomations.btql.ast.Conditional} with several
 *       branches; a missing {@code ELSE} is the null literal.
 *   <li>AND and OR hold two or more terms and never a node of their own kind.
 *   <li>The list of {@code IN} is an {@link io.btautomations.btql.ast.ArrayConstructor}, written with parentheses or
 *       brackets.
 *   <li>A minus before a number belongs to the number.
 *   <li>Function names are in lower case.
 * </ul>
 *
 * <p>Records compare with their spans; {@link io.btautomations.btql.ast.AstEquality} compares without.
 */
@NullMarked
package io.btautomations.btql.ast;

import org.jspecify.annotations.NullMarked;
