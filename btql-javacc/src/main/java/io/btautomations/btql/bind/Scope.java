package io.btautomations.btql.bind;

import io.btautomations.btql.ast.Path;

/** What the names in an expression mean. */
interface Scope {

    /** The meaning of {@code path}; what is wrong with it goes to {@code findings}. */
    BoundExpression resolve(Path path, Findings findings);
}
