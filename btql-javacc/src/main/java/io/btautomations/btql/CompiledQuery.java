package io.btautomations.btql;

import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.execute.QueryLimitException;
import io.btautomations.btql.execute.QueryStatistics;
import io.btautomations.btql.execute.ResultSink;
import io.btautomations.btql.execute.RowSupplier;
import io.btautomations.btql.execute.SpillSpace;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.type.BtqlType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** A query ready to be run. Immutable and safe for use by several threads. */
public interface CompiledQuery {

    /** The dialect that it is written in. */
    Dialect dialect();

    /** The query in its canonical spelling. */
    String canonicalText();

    /** What may be wrong with the text although it has a meaning. */
    List<Diagnostic> warnings();

    /** The columns of the result in the order of the text; empty if only the rows can tell. */
    List<String> columns();

    /** What is known of the columns' types, in the order of the text; empty if only the rows can tell the columns. */
    Map<String, BtqlType> columnTypes();

    /** The paths that the query reads of rows, in canonical spelling; the empty path is the whole row. */
    SortedSet<String> paths();

    /** What will be done. */
    PlanNode plan();

    /** Whether a run opens its rows no more than once, so that they may be a stream. */
    boolean readsOnce();

    /** The plan for a person to read: the last step first, each with its input below it. */
    String explain();

    /** The plan as a JSON object. */
    String explainJson();

    /**
     * Runs the query. {@code now()} is the instant of this call.
     *
     * @param rows what the innermost {@code from} reads, whatever it names
     * @param results takes the result in order
     * @throws IOException if {@code rows} or {@code results} fail
     * @throws QueryLimitException if the query needs more memory than the options allow; what {@code results} took is
     *     then not the whole result
     */
    QueryStatistics run(RowSupplier rows, ResultSink results) throws IOException, QueryLimitException;

    /**
     * Runs the query, with room for what a sort may not keep in memory. {@code now()} is the instant of this call.
     *
     * @param rows what the innermost {@code from} reads, whatever it names
     * @param results takes the result in order
     * @param spillSpace takes rows while they are sorted; nothing is left there in the end
     * @throws IOException if {@code rows}, {@code results} or {@code spillSpace} fail
     * @throws QueryLimitException if the query needs more memory than the options allow for something other than a
     *     sort; what {@code results} took is then not the whole result
     */
    QueryStatistics run(RowSupplier rows, ResultSink results, SpillSpace spillSpace)
            throws IOException, QueryLimitException;
}
