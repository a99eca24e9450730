package io.btautomations.btql.bind;

import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.FunctionCall;
import io.btautomations.btql.ast.Name;
import io.btautomations.btql.ast.NumberLiteral;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.ast.Star;
import io.btautomations.btql.bind.ExpressionBinder.Place;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.function.FunctionRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Binds what a query returns, and with it what is grouped and pivoted. */
final class OutputBinder {

    /** Gives binders for expressions that see all aliases but {@code hidden}. */
    interface Binders {

        ExpressionBinder binder(Place place, boolean aliasesFirst, Optional<String> hidden);
    }

    /** The columns of a result. */
    interface Columns {

        boolean star();

        List<BoundQuery.Output> outputs();

        /** Complete only when everything was bound that is calculated over the result. */
        Optional<BoundQuery.Grouping> grouping();

        Optional<BoundQuery.Pivot> pivot();

        /** Binds an expression that is calculated over the result: a sort or a final filter. */
        BoundExpression bindOverResult(Expression expression);
    }

    private final Query query;
    private final Findings findings;
    private final Binders binders;

    OutputBinder(Query query, Findings findings, Binders binders) {
        this.query = query;
        this.findings = findings;
        this.binders = binders;
    }

    static boolean hasAggregate(Expression expression) {
        return expression instanceof FunctionCall call
                        && FunctionRegistry.aggregate(call.name().text()).isPresent()
                || expression.children().stream().anyMatch(OutputBinder::hasAggregate);
    }

    /** The column that a whole number in a sort or among dimensions stands for. */
    Optional<AliasedExpression> atPosition(Expression expression, List<AliasedExpression> columns) {
        if (!(expression instanceof NumberLiteral number)
                || number.value().stripTrailingZeros().scale() > 0) {
            return Optional.empty();
        }
        long position = number.value().longValue();
        boolean isColumn = position >= 1
                && position <= columns.size()
                && !(columns.get((int) position - 1).expression() instanceof Star);
        if (!isColumn) {
            findings.error(
                    DiagnosticCode.POSITION_OUT_OF_RANGE,
                    expression.span(),
                    "there is no column at position " + number.value().toPlainString(),
                    columns.isEmpty()
                            ? "positions count the columns of select"
                            : "positions count the columns of select, from 1 to " + columns.size());
            return Optional.empty();
        }
        return Optional.of(columns.get((int) position - 1));
    }

    Columns plain() {
        List<AliasedExpression> named = new ArrayList<>();
        boolean star = query.select().isEmpty() && query.infer().isEmpty();
        for (AliasedExpression column : query.select()) {
            if (column.expression() instanceof Star all) {
                star = true;
                named.addAll(all.replacements());
            } else {
                named.add(column);
            }
        }
        named.addAll(AddedColumns.notAmong(List.copyOf(named), query));
        List<String> names = OutputNames.of(named, findings);
        List<BoundQuery.Output> outputs = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            BoundExpression bound = binders.binder(Place.ROW, false, ownAlias(named.get(i)))
                    .bind(named.get(i).expression());
            outputs.add(new BoundQuery.Output(names.get(i), bound));
        }
        return new PlainColumns(star, List.copyOf(outputs));
    }

    private static Optional<String> ownAlias(AliasedExpression column) {
        return column.alias().map(Name::text);
    }

    Columns grouped() {
        List<BoundExpression> keys = new ArrayList<>();
        for (AliasedExpression dimension : query.dimensions()) {
            AliasedExpression column =
                    atPosition(dimension.expression(), query.select()).orElse(dimension);
            keys.add(binders.binder(Place.ROW, false, ownAlias(column)).bind(column.expression()));
        }
        List<AliasedExpression> columns = groupedColumns();
        pivotColumn().ifPresent(column -> {
            BoundExpression key =
                    binders.binder(Place.ROW, false, Optional.empty()).bind(column);
            if (!keys.contains(key)) {
                keys.add(key);
            }
        });
        return new GroupedColumns(List.copyOf(keys), columns);
    }

    private Optional<Path> pivotColumn() {
        return query.pivot().flatMap(pivot -> pivot.column());
    }

    private List<AliasedExpression> groupedColumns() {
        boolean onlyStar = query.select().stream().allMatch(column -> column.expression() instanceof Star);
        if (!onlyStar) {
            return Stream.concat(query.select().stream(), query.measures().stream())
                    .filter(column -> !(column.expression() instanceof Star))
                    .toList();
        }
        return Stream.concat(query.dimensions().stream(), query.measures().stream())
                .toList();
    }

    /** The columns that positions in a sort count. */
    List<AliasedExpression> countedColumns(boolean isGrouped) {
        return isGrouped ? groupedColumns() : query.select();
    }

    private final class PlainColumns implements Columns {

        private final boolean star;
        private final List<BoundQuery.Output> outputs;

        PlainColumns(boolean star, List<BoundQuery.Output> outputs) {
            this.star = star;
            this.outputs = outputs;
        }

        @Override
        public boolean star() {
            return star;
        }

        @Override
        public List<BoundQuery.Output> outputs() {
            return outputs;
        }

        @Override
        public Optional<BoundQuery.Grouping> grouping() {
            return Optional.empty();
        }

        @Override
        public Optional<BoundQuery.Pivot> pivot() {
            return Optional.empty();
        }

        @Override
        public BoundExpression bindOverResult(Expression expression) {
            return binders.binder(Place.ROW, true, Optional.empty()).bind(expression);
        }
    }

    private final class GroupedColumns implements Columns {

        private final List<BoundExpression> keys;
        private final GroupRewriter rewriter;
        private final List<BoundQuery.Output> outputs;
        private final Optional<BoundQuery.Pivot> pivot;

        GroupedColumns(List<BoundExpression> keys, List<AliasedExpression> columns) {
            this.keys = keys;
            this.rewriter = new GroupRewriter(keys, findings);
            List<String> names = OutputNames.of(columns, findings);
            List<BoundQuery.Output> bound = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                bound.add(new BoundQuery.Output(names.get(i), column(columns.get(i))));
            }
            this.outputs = List.copyOf(bound);
            this.pivot = query.pivot()
                    .flatMap(each ->
                            new PivotBinder(each, keys, outputs, findings).bind(this::bindOverResult, pivotKey()));
        }

        private BoundExpression column(AliasedExpression column) {
            int dimension = query.dimensions().indexOf(column);
            if (dimension >= 0) {
                BoundExpression key = keys.get(dimension);
                return new BoundExpression.Derived(dimension, "key " + (dimension + 1), key.type());
            }
            BoundExpression bound =
                    binders.binder(Place.GROUP, false, ownAlias(column)).bind(column.expression());
            return rewriter.rewrite(bound, column.expression().span());
        }

        private Optional<BoundExpression> pivotKey() {
            return pivotColumn().map(this::bindOverResult);
        }

        @Override
        public boolean star() {
            return false;
        }

        @Override
        public List<BoundQuery.Output> outputs() {
            return outputs;
        }

        @Override
        public Optional<BoundQuery.Grouping> grouping() {
            return Optional.of(new BoundQuery.Grouping(keys, rewriter.aggregates()));
        }

        @Override
        public Optional<BoundQuery.Pivot> pivot() {
            return pivot;
        }

        @Override
        public BoundExpression bindOverResult(Expression expression) {
            BoundExpression bound =
                    binders.binder(Place.GROUP, true, Optional.empty()).bind(expression);
            return rewriter.rewrite(bound, expression.span());
        }
    }
}
