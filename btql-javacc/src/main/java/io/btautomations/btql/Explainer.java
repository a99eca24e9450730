package io.btautomations.btql;

import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.ast.QueryBuilder;
import io.btautomations.btql.ast.Shape;
import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.bind.BoundQuery;
import io.btautomations.btql.bind.FilterBinder;
import io.btautomations.btql.bind.Findings;
import io.btautomations.btql.bind.QueryBinder;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.diagnostic.Severity;
import io.btautomations.btql.explain.Explanation;
import io.btautomations.btql.grammar.BtqlParser;
import io.btautomations.btql.grammar.TextKind;
import io.btautomations.btql.json.AstJson;
import io.btautomations.btql.plan.Optimizer;
import io.btautomations.btql.plan.Paths;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.plan.Planner;
import io.btautomations.btql.print.CanonicalPrinter;
import io.btautomations.btql.print.DialectTranslator;
import io.btautomations.btql.source.SourceText;
import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.BooleanValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes explanations of texts. */
final class Explainer {

    private static final BoundExpression TRUE = new BoundExpression.Constant(BooleanValue.TRUE, BtqlType.BOOLEAN);

    private static final Set<String> ABOUT_CURSOR =
            Set.of(DiagnosticCode.MALFORMED_CURSOR.code(), DiagnosticCode.CURSOR_WITH_SORT.code());

    private final String text;
    private final BtqlOptions options;

    Explainer(String text, BtqlOptions options) {
        this.text = text;
        this.options = options;
    }

    Explanation explain(Optional<TextKind> kind) throws BtqlException {
        TextReader reader = new TextReader(new BtqlParser(options.parsing()));
        TextReader.ReadText read = kind.isPresent() ? reader.read(text, kind.get()) : reader.read(text);
        return switch (read) {
            case TextReader.Everything everything -> filter("", Optional.empty(), TRUE, List.of());
            case TextReader.Filter filter ->
                kind.isEmpty() && isMeasure(filter.expression())
                        ? measure(filter.expression())
                        : filter(filter.expression());
            case TextReader.WholeQuery query ->
                query(query, query.kind(), CanonicalPrinter.query(query.query(), query.dialect()), tree(query.query()));
        };
    }

    private Explanation filter(Expression expression) throws BtqlException {
        Findings findings = new Findings();
        BoundExpression bound = FilterBinder.bindRowExpression(expression, options.schema(), findings);
        Btql.reject(text, findings.errors());
        return filter(
                CanonicalPrinter.filter(expression),
                Optional.of(AstJson.write(expression)),
                bound,
                findings.warnings());
    }

    private Explanation filter(
            String canonicalText, Optional<String> tree, BoundExpression condition, List<Diagnostic> warnings) {
        BoundExpression optimized = new Optimizer(options.timeZoneOffset()).optimize(condition);
        PlanNode scan = new PlanNode.Scan(Optional.empty(), List.of(), Shape.SPANS, Paths.readBy(List.of(optimized)));
        PlanNode plan = optimized.equals(TRUE) ? scan : new PlanNode.Filter(scan, optimized);
        return new Explanation(
                TextKind.FILTER,
                new SourceText(text),
                canonicalText,
                tree,
                warnings,
                List.of(condition),
                List.of(condition),
                plan,
                options.context());
    }

    /** Whether an expression can only be a column of groups, because it has aggregates. */
    private boolean isMeasure(Expression expression) {
        Findings findings = new Findings();
        FilterBinder.bindRowExpression(expression, options.schema(), findings);
        return !findings.errors().isEmpty()
                && findings.errors().stream()
                        .allMatch(error -> error.code().equals(DiagnosticCode.MISPLACED_AGGREGATE.code()));
    }

    private Explanation measure(Expression expression) throws BtqlException {
        Query query = new QueryBuilder()
                .measures(List.of(new AliasedExpression(expression, Optional.empty(), expression.span())))
                .build();
        return query(
                new TextReader.WholeQuery(query, Dialect.BTQL),
                TextKind.FILTER,
                CanonicalPrinter.filter(expression),
                Optional.of(AstJson.write(expression)));
    }

    private Explanation query(TextReader.WholeQuery read, TextKind kind, String canonicalText, Optional<String> tree)
            throws BtqlException {
        List<Diagnostic> warnings = new ArrayList<>();
        BoundQuery bound = bind(read.query(), warnings);
        return new Explanation(
                kind,
                new SourceText(text),
                canonicalText,
                tree,
                warnings,
                conditionsOnRows(bound),
                calculated(bound),
                new Planner(options.timeZoneOffset(), options.order()).plan(bound),
                options.context());
    }

    /** A text in which something else still stands for the cursor has a meaning, but a warning is due. */
    private BoundQuery bind(Query query, List<Diagnostic> warnings) throws BtqlException {
        Findings findings = new Findings();
        BoundQuery bound = QueryBinder.bind(query, options.schema(), findings);
        boolean hasPlaceholder = findings.errors().stream()
                .anyMatch(error -> error.code().equals(DiagnosticCode.MALFORMED_CURSOR.code()));
        boolean isAllAboutCursor = findings.errors().stream().allMatch(error -> ABOUT_CURSOR.contains(error.code()));
        if (query.cursor().isPresent() && hasPlaceholder && isAllAboutCursor) {
            findings.errors().forEach(error -> warnings.add(warning(error)));
            return bind(new QueryBuilder(query).withoutCursor().build(), warnings);
        }
        Btql.reject(text, findings.errors());
        warnings.addAll(findings.warnings());
        return bound;
    }

    private static Diagnostic warning(Diagnostic error) {
        return new Diagnostic(
                error.code(), Severity.WARNING, error.message(), error.span(), error.expected(), error.hint());
    }

    private static Optional<String> tree(Query query) {
        try {
            return Optional.of(AstJson.write(DialectTranslator.translate(query, Dialect.BTQL)));
        } catch (BtqlException onlySqlCanSayIt) {
            return Optional.empty();
        }
    }

    /** What is asked of rows as they are read, in the innermost query. */
    private static List<BoundExpression> conditionsOnRows(BoundQuery query) {
        Predicate<BoundExpression> readsDerived =
                condition -> condition.tree().anyMatch(BoundExpression.Derived.class::isInstance);
        return switch (query.from()) {
            case BoundQuery.Subquery inner -> conditionsOnRows(inner.query());
            case BoundQuery.Rows rows ->
                Stream.concat(query.filters().stream(), query.spanFilters().stream())
                        .filter(readsDerived.negate())
                        .toList();
        };
    }

    private static List<BoundExpression> calculated(BoundQuery query) {
        List<BoundExpression> all = new ArrayList<>();
        if (query.from() instanceof BoundQuery.Subquery inner) {
            all.addAll(calculated(inner.query()));
        }
        query.outputs().forEach(output -> all.add(output.expression()));
        all.addAll(query.filters());
        all.addAll(query.spanFilters());
        query.unpivots().forEach(unpivot -> all.add(unpivot.expression()));
        query.grouping().ifPresent(grouping -> {
            all.addAll(grouping.keys());
            all.addAll(grouping.aggregates());
        });
        query.having().ifPresent(all::add);
        query.sort().forEach(sort -> all.add(sort.expression()));
        return all;
    }
}
