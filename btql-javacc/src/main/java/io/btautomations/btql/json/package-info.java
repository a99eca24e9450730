/**
 * Braintrust's JSON form of queries and expressions, as its SDKs send it: {@code {"op": "eq", "left": {"op": "ident",
 * "name": ["id"]}, "right": {"op": "literal", "value": "x"}}}. The door is {@link io.btautomations.btql.json.AstJson}.
 */
@NullMarked
package io.btautomations.btql.json;

import org.jspecify.annotations.NullMarked;
