package io.btautomations.btql;

import io.btautomations.btql.diagnostic.Diagnostic;
import java.util.List;
import java.util.SortedSet;

/** A boolean expression ready to be put to rows. Immutable and safe for use by several threads. */
public interface CompiledFilter {

    /** The filter in its canonical spelling; the empty text for a filter that every row passes. */
    String canonicalText();

    /** What may be wrong with the text although it has a meaning, for example a misspelt field. */
    List<Diagnostic> warnings();

    /** Whether every well-formed row passes. */
    boolean matchesAll();

    /** The paths that the filter reads, in canonical spelling, for example {@code scores.Factuality}. */
    SortedSet<String> paths();

    /** A tester with memory of its own, for one thread. {@code now()} is the instant of this call. */
    RowFilter newRowFilter();
}
