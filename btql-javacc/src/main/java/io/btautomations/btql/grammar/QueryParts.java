package io.btautomations.btql.grammar;

import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.From;
import io.btautomations.btql.ast.Pivot;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.ast.QueryBuilder;
import io.btautomations.btql.ast.QuerySetting;
import io.btautomations.btql.ast.Sample;
import io.btautomations.btql.ast.SortItem;
import io.btautomations.btql.ast.Unpivot;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.source.SourceSpan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Gathers the clauses of one query, each at most once, and in SQL in their order. */
final class QueryParts implements BtqlGrammarConstants {

    private static final List<Integer> SQL_ORDER = List.of(SELECT, FROM, WHERE, GROUP, HAVING, ORDER, LIMIT, SETTINGS);

    private final AstFactory factory;
    private final Literals literals;
    private final QueryBuilder query = new QueryBuilder();
    private final Set<Integer> seen = new HashSet<>();
    private final List<Unpivot> sqlUnpivots = new ArrayList<>();
    private Optional<Token> first = Optional.empty();
    private Optional<Token> latestInOrder = Optional.empty();

    QueryParts(AstFactory factory) {
        this.factory = factory;
        this.literals = new Literals(factory);
    }

    void select(Token head, List<AliasedExpression> columns) {
        once(head);
        query.select(columns);
    }

    void dimensions(Token head, List<AliasedExpression> columns) {
        once(head);
        query.dimensions(columns);
    }

    void measures(Token head, List<AliasedExpression> columns) {
        once(head);
        query.measures(columns);
    }

    void infer(Token head, List<Expression> items) {
        once(head);
        query.infer(items);
    }

    void from(Token head, From from) {
        once(head);
        query.from(from);
    }

    void filter(Token head, Expression condition) {
        once(head);
        query.filter(condition);
    }

    void finalFilter(Token head, Expression condition) {
        once(head);
        query.finalFilter(condition);
    }

    void traceFilter(Token head, Expression condition) {
        once(head);
        query.traceFilter(condition);
    }

    void sort(Token head, List<SortItem> items) {
        once(head);
        query.sort(items);
    }

    void limit(Token head, Token number) {
        once(head);
        query.limit(literals.whole(number));
    }

    void cursor(Token head, Token token) {
        once(head);
        query.cursor(factory.unquoted(token));
    }

    void unpivot(Token head, List<Unpivot> items) {
        once(head);
        query.unpivots(items);
    }

    void pivot(Token head, List<AliasedExpression> measures) {
        once(head);
        SourceSpan span = AstFactory.span(head).to(measures.getLast().span());
        query.pivot(new Pivot(measures, Optional.empty(), span));
    }

    void sample(Token head, Sample sample) {
        once(head);
        query.sample(sample);
    }

    void previewLength(Token head, Optional<Token> minus, Token number) {
        once(head);
        int length = literals.index(number);
        if (minus.isPresent() && length != 1) {
            throw new RejectedText(Diagnostic.error(
                            DiagnosticCode.VALUE_OUT_OF_RANGE,
                            "the preview length is negative",
                            AstFactory.span(minus.get(), number))
                    .withHint("-1 stands for no limit"));
        }
        query.previewLength(minus.isPresent() ? -length : length);
    }

    void comparisonKey(Token head, Expression key) {
        once(head);
        query.comparisonKey(key);
    }

    void weightedScores(Token head, List<AliasedExpression> columns) {
        once(head);
        requireAliases(columns);
        query.weightedScores(columns);
    }

    void customColumns(Token head, List<AliasedExpression> columns) {
        once(head);
        requireAliases(columns);
        query.customColumns(columns);
    }

    void inferenceBudget(Token head, Token number) {
        once(head);
        query.inferenceBudget(literals.whole(number));
    }

    void groupBy(Token head, List<AliasedExpression> keys) {
        dimensions(head, keys);
    }

    void sqlUnpivot(Unpivot unpivot) {
        sqlUnpivots.add(unpivot);
    }

    void sqlPivot(Token head, Pivot pivot) {
        once(head);
        query.pivot(pivot);
    }

    void settings(Token head, List<QuerySetting> settings) {
        once(head);
        query.settings(settings);
    }

    /** The query of the clauses of BTQL seen. */
    Query btql(Token last) {
        Token head = first.orElseThrow();
        if (!seen.contains(SELECT) && !seen.contains(DIMENSIONS) && !seen.contains(MEASURES) && !seen.contains(INFER)) {
            throw new RejectedText(Diagnostic.error(
                            DiagnosticCode.NO_OUTPUT_CLAUSE,
                            "the query does not say what to return",
                            AstFactory.span(head))
                    .withExpected(List.of("dimensions:", "infer:", "measures:", "select:"))
                    .withHint("all fields are 'select: *'"));
        }
        return query.span(AstFactory.span(head, last)).build();
    }

    /** The query of the clauses of SQL seen. */
    Query sql(Token last) {
        return query.unpivots(sqlUnpivots)
                .span(AstFactory.span(first.orElseThrow(), last))
                .build();
    }

    /** In SQL, the next clause has this head and must not stand before those that are already there. */
    void inOrder(Token head) {
        int rank = SQL_ORDER.indexOf(head.kind);
        if (rank < 0) {
            return;
        }
        latestInOrder.ifPresent(latest -> {
            if (SQL_ORDER.indexOf(latest.kind) > rank) {
                throw new RejectedText(Diagnostic.error(
                                DiagnosticCode.CLAUSE_OUT_OF_ORDER,
                                keyword(head) + " must stand before " + keyword(latest),
                                AstFactory.span(head))
                        .withHint("the order is SELECT, FROM, WHERE, GROUP BY, HAVING, ORDER BY, LIMIT, OFFSET"));
            }
        });
        latestInOrder = Optional.of(head);
    }

    private void once(Token head) {
        if (first.isEmpty()) {
            first = Optional.of(head);
        }
        if (!seen.add(head.kind)) {
            Diagnostic diagnostic = Diagnostic.error(
                    DiagnosticCode.REPEATED_CLAUSE, factory.quote(head) + " is given twice", AstFactory.span(head));
            boolean isCondition = head.kind == FILTER || head.kind == WHERE;
            throw new RejectedText(isCondition ? diagnostic.withHint("join the conditions with AND") : diagnostic);
        }
    }

    private String keyword(Token head) {
        String word = factory.text(head).toUpperCase(Locale.ROOT);
        return head.kind == GROUP || head.kind == ORDER ? word + " BY" : word;
    }

    private static void requireAliases(List<AliasedExpression> columns) {
        for (AliasedExpression column : columns) {
            if (column.alias().isEmpty()) {
                throw new RejectedText(
                        Diagnostic.error(DiagnosticCode.UNEXPECTED_TOKEN, "this column has no name", column.span())
                                .withExpected(List.of("AS")));
            }
        }
    }
}
