package io.btautomations.btql;

import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.bind.FilterBinder;
import io.btautomations.btql.bind.Findings;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.DiagnosticRenderer;
import io.btautomations.btql.grammar.BtqlParser;
import io.btautomations.btql.plan.Optimizer;
import io.btautomations.btql.print.CanonicalPrinter;
import io.btautomations.btql.source.SourceText;
import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.BooleanValue;
import java.util.List;

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

    private static BoundExpression bind(String text, Expression expression, Findings findings, BtqlOptions options)
            throws BtqlException {
        BoundExpression bound = FilterBinder.bindRowExpression(expression, options.schema(), findings);
        reject(text, findings.errors());
        return new Optimizer(options.timeZoneOffset()).optimize(bound);
    }

    private static void reject(String text, List<Diagnostic> errors) throws BtqlException {
        if (!errors.isEmpty()) {
            throw new BtqlException(errors, new DiagnosticRenderer(new SourceText(text)).text(errors));
        }
    }
}
