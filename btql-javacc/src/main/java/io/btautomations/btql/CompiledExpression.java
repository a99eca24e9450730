package io.btautomations.btql;

import io.btautomations.btql.diagnostic.Diagnostic;
import java.util.List;
import java.util.SortedSet;

/** An expression ready to be calculated on rows. Immutable and safe for use by several threads. */
public interface CompiledExpression {

    /** The expression in its canonical spelling. */
    String canonicalText();

    /** What may be wrong with the text although it has a meaning. */
    List<Diagnostic> warnings();

    /** The paths that the expression reads, in canonical spelling. */
    SortedSet<String> paths();

    /** A calculator with memory of its own, for one thread. {@code now()} is the instant of this call. */
    RowExpression newRowExpression();
}
