package io.btautomations.btql;

import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.bind.BoundQuery;
import io.btautomations.btql.bind.FilterBinder;
import io.btautomations.btql.bind.Findings;
import io.btautomations.btql.bind.QueryBinder;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.DiagnosticRenderer;
import io.btautomations.btql.explain.Explanation;
import io.btautomations.btql.grammar.BtqlParser;
import io.btautomations.btql.grammar.TextKind;
import io.btautomations.btql.plan.Optimizer;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.plan.Planner;
import io.btautomations.btql.print.CanonicalPrinter;
import io.btautomations.btql.source.SourceText;
import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.BooleanValue;
import java.util.List;
import java.util.Optional;

/** Makes texts of the language executable. */
public final class Btql {

    private Btql() {}

    /**
     * A filter for single rows. {@code any_span}, {@code filter_spans} and {@code search} look at the row alone.
     *
     * @param text a condition, perhaps with {@code WHERE} before it; every row passes a text without content
     * @throws BtqlException if the text is no condition on a row
     */
    public static CompiledFilter filter(String text, BtqlOptions options) throws BtqlException {
        BtqlParser parser = new BtqlParser(options.parsing());
        if (parser.isBlank(text)) {
            BoundExpression all = new BoundExpression.Constant(BooleanValue.TRUE, BtqlType.BOOLEAN);
            return new PlannedFilter("", all, List.of(), options);
        }
        Findings findings = new Findings();
        Expression expression = parser.parseFilter(text);
        BoundExpression bound = bind(text, expression, findings, options);
        return new PlannedFilter(CanonicalPrinter.filter(expression), bound, findings.warnings(), options);
    }

    /**
     * An expression that is calculated for single rows, such as what a limit groups by.
     *
     * @throws BtqlException if the text is no expression on a row; an empty text is none
     */
    public static CompiledExpression expression(String text, BtqlOptions options) throws BtqlException {
        Findings findings = new Findings();
        Expression expression = new BtqlParser(options.parsing()).parseFilter(text);
        BoundExpression bound = bind(text, expression, findings, options);
        return new PlannedExpression(CanonicalPrinter.filter(expression), bound, findings.warnings(), options);
    }

    /**
     * A query over rows.
     *
     * @param text a query of either dialect; it says by its beginning which
     * @throws BtqlException if the text is no query
     */
    public static CompiledQuery query(String text, BtqlOptions options) throws BtqlException {
        BtqlParser parser = new BtqlParser(options.parsing());
        Dialect dialect = parser.kindOf(text) == TextKind.SQL ? Dialect.SQL : Dialect.BTQL;
        return query(text, dialect, options);
    }

    /**
     * A query over rows.
     *
     * @param text a query of {@code dialect}
     * @throws BtqlException if the text is no query of that dialect
     */
    public static CompiledQuery query(String text, Dialect dialect, BtqlOptions options) throws BtqlException {
        Query query = new BtqlParser(options.parsing()).parseQuery(text, dialect);
        return plan(text, query, dialect, options);
    }

    /**
     * A query that is a tree already, for example one that was read from Braintrust's JSON form.
     *
     * @param dialect in which it is spelled where it is shown
     * @throws BtqlException if the query has no meaning
     */
    public static CompiledQuery query(Query query, Dialect dialect, BtqlOptions options) throws BtqlException {
        return plan("", query, dialect, options);
    }

    /**
     * A query, or a filter, which stands for a query for all fields of the rows that pass; each as a text or in
     * Braintrust's JSON form.
     *
     * @param text says by its beginning what it is
     * @throws BtqlException if the text is neither
     */
    public static CompiledQuery selection(String text, BtqlOptions options) throws BtqlException {
        TextReader.ReadText read = new TextReader(new BtqlParser(options.parsing())).read(text);
        TextReader.WholeQuery query = TextReader.asQuery(read);
        return plan(text, query.query(), query.dialect(), options);
    }

    /**
     * What a text means and what is done for it.
     *
     * @param text a filter or a query, as a text or in Braintrust's JSON form; it says by its beginning which
     * @throws BtqlException if the text has no meaning
     */
    public static Explanation explain(String text, BtqlOptions options) throws BtqlException {
        return new Explainer(text, options).explain(Optional.empty());
    }

    /**
     * What a text means and what is done for it.
     *
     * @param kind what the text is
     * @throws BtqlException if the text is no such thing, or has no meaning
     */
    public static Explanation explain(String text, TextKind kind, BtqlOptions options) throws BtqlException {
        return new Explainer(text, options).explain(Optional.of(kind));
    }

    private static CompiledQuery plan(String text, Query query, Dialect dialect, BtqlOptions options)
            throws BtqlException {
        Findings findings = new Findings();
        BoundQuery bound = QueryBinder.bind(query, options.schema(), findings);
        reject(text, findings.errors());
        PlanNode plan = new Planner(options.timeZoneOffset(), options.order()).plan(bound);
        return new PlannedQuery(CanonicalPrinter.query(query, dialect), dialect, bound, plan, findings, options);
    }

    private static BoundExpression bind(String text, Expression expression, Findings findings, BtqlOptions options)
            throws BtqlException {
        BoundExpression bound = FilterBinder.bindRowExpression(expression, options.schema(), findings);
        reject(text, findings.errors());
        return new Optimizer(options.timeZoneOffset()).optimize(bound);
    }

    static void reject(String text, List<Diagnostic> errors) throws BtqlException {
        if (!errors.isEmpty()) {
            throw new BtqlException(errors, new DiagnosticRenderer(new SourceText(text)).text(errors));
        }
    }
}
