package io.btautomations.btql.bind;

import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.And;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.From;
import io.btautomations.btql.ast.FunctionCall;
import io.btautomations.btql.ast.Name;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.ast.Shape;
import io.btautomations.btql.ast.SortItem;
import io.btautomations.btql.ast.Source;
import io.btautomations.btql.ast.Star;
import io.btautomations.btql.ast.StringLiteral;
import io.btautomations.btql.ast.Subquery;
import io.btautomations.btql.bind.ExpressionBinder.Place;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.row.FieldPath;
import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.type.RowSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Binds one query; its subquery first. */
public final class QueryBinder {

    private final Query query;
    private final Findings findings;
    private final BoundQuery.From from;
    private final RowScope filterRows;
    private final RowScope rows;
    private final boolean hasTraces;
    private final Aliases aliases;
    private final UnpivotColumns unpivoted = new UnpivotColumns();

    private QueryBinder(Query query, RowSchema spans, Findings findings) {
        this.query = query;
        this.findings = findings;
        this.from = query.from().map(each -> from(each, spans)).orElseGet(() -> rows(Optional.empty(), spans));
        this.hasTraces = from instanceof BoundQuery.Rows read && read.shape() != Shape.SPANS;
        this.rows = new RowScope(
                switch (from) {
                    case BoundQuery.Rows read -> read.schema();
                    case BoundQuery.Subquery inner -> inner.schema();
                });
        this.filterRows = hasTraces ? new RowScope(spans) : rows;
        this.aliases = new Aliases(query);
    }

    /** Binds {@code query} over rows of spans; of no use if there are errors among {@code findings}. */
    public static BoundQuery bind(Query query, RowSchema spans, Findings findings) {
        return new QueryBinder(query, spans, findings).bind();
    }

    private BoundQuery.From from(From written, RowSchema spans) {
        return switch (written) {
            case Source source -> rows(Optional.of(source), spans);
            case Subquery subquery -> {
                BoundQuery inner = bind(subquery.query(), spans, findings);
                yield new BoundQuery.Subquery(inner, columnsOf(inner));
            }
        };
    }

    private static BoundQuery.Rows rows(Optional<Source> source, RowSchema spans) {
        Shape shape = source.flatMap(Source::shape).orElse(Shape.SPANS);
        return new BoundQuery.Rows(
                source.map(Source::name).map(Name::text),
                source.map(Source::ids).orElse(List.of()).stream()
                        .map(StringLiteral::value)
                        .toList(),
                shape,
                shape == Shape.SUMMARY ? RowSchema.SUMMARY : spans);
    }

    private static RowSchema columnsOf(BoundQuery inner) {
        if (inner.pivot().isPresent()) {
            return RowSchema.UNKNOWN;
        }
        if (inner.star()) {
            return switch (inner.from()) {
                case BoundQuery.Rows read -> read.schema();
                case BoundQuery.Subquery nested -> nested.schema();
            };
        }
        Map<String, BtqlType> columns = new LinkedHashMap<>();
        inner.outputs()
                .forEach(
                        output -> columns.put(output.name(), output.expression().type()));
        return RowSchema.ofColumns(columns);
    }

    private BoundQuery bind() {
        List<BoundQuery.Unpivot> unpivots = unpivots();
        List<BoundExpression> filters = new ArrayList<>();
        List<BoundExpression> spanFilters = new ArrayList<>();
        query.filter().ifPresent(filter -> splitFilter(filter, filters, spanFilters));
        query.traceFilter()
                .ifPresent(filter -> (hasTraces ? spanFilters : filters)
                        .add(binder(filterRows, Place.ROW, false, false).bind(filter)));
        boolean grouped = isGrouped();
        OutputBinder outputs = new OutputBinder(
                query, findings, (place, aliasesFirst, hidden) -> binder(rows, place, aliasesFirst, true, hidden));
        OutputBinder.Columns columns = grouped ? outputs.grouped() : outputs.plain();
        List<BoundQuery.Sort> sort = query.sort().stream()
                .map(item -> sort(item, outputs, columns, grouped))
                .toList();
        Optional<BoundExpression> having = query.finalFilter().map(columns::bindOverResult);
        boolean hasNaturalOrder = !grouped && query.infer().isEmpty() && isNatural(sort);
        return new BoundQuery(
                from,
                List.copyOf(filters),
                List.copyOf(spanFilters),
                unpivots,
                query.sample(),
                columns.grouping(),
                having,
                columns.star(),
                columns.outputs(),
                sort,
                query.limit(),
                cursor(hasNaturalOrder),
                hasNaturalOrder,
                columns.pivot(),
                query.previewLength(),
                infer());
    }

    private boolean isGrouped() {
        return !query.dimensions().isEmpty()
                || !query.measures().isEmpty()
                || query.pivot().isPresent()
                || query.select().stream().anyMatch(column -> OutputBinder.hasAggregate(column.expression()))
                || query.finalFilter().filter(OutputBinder::hasAggregate).isPresent();
    }

    private List<BoundQuery.Unpivot> unpivots() {
        List<BoundQuery.Unpivot> bound = new ArrayList<>();
        for (io.btautomations.btql.ast.Unpivot unpivot : query.unpivots()) {
            BoundExpression expression = binder(rows, Place.ROW, false, false).bind(unpivot.expression());
            List<String> names = new ArrayList<>();
            unpivot.key().ifPresent(key -> {
                names.add(key.text());
                unpivoted.add(key.text(), BtqlType.TEXT);
            });
            names.add(unpivot.value().text());
            unpivoted.add(unpivot.value().text(), BtqlType.ANY);
            bound.add(new BoundQuery.Unpivot(expression, unpivot.key().isPresent(), List.copyOf(names)));
        }
        return List.copyOf(bound);
    }

    private void splitFilter(Expression filter, List<BoundExpression> filters, List<BoundExpression> spanFilters) {
        ExpressionBinder binder = binder(filterRows, Place.ROW, false, true);
        for (Expression term : filter instanceof And and ? and.terms() : List.of(filter)) {
            if (hasTraces
                    && term instanceof FunctionCall call
                    && call.name().text().equals("filter_spans")
                    && call.arguments().size() == 1) {
                spanFilters.add(binder(filterRows, Place.ROW, false, true)
                        .bind(call.arguments().getFirst()));
            } else {
                BoundExpression bound = binder.bind(term);
                SummaryConditions.check(bound, term, findings);
                filters.add(bound);
            }
        }
    }

    private ExpressionBinder binder(RowScope fields, Place place, boolean aliasesFirst, boolean seesAliases) {
        return binder(fields, place, aliasesFirst, seesAliases, Optional.empty());
    }

    private ExpressionBinder binder(
            RowScope fields, Place place, boolean aliasesFirst, boolean seesAliases, Optional<String> hidden) {
        Optional<QueryScope.AliasBinder> aliasBinder = seesAliases
                ? Optional.of(expression -> binder(fields, place, false, false).bind(expression))
                : Optional.empty();
        Aliases visible = hidden.map(aliases::without).orElse(aliases);
        QueryScope scope = new QueryScope(fields, unpivoted, visible, aliasesFirst, aliasBinder);
        return new ExpressionBinder(scope, findings, place, hasTraces && fields == filterRows && place == Place.ROW);
    }

    private BoundQuery.Sort sort(SortItem item, OutputBinder outputs, OutputBinder.Columns columns, boolean grouped) {
        Optional<AliasedExpression> position = outputs.atPosition(item.expression(), outputs.countedColumns(grouped));
        return new BoundQuery.Sort(
                columns.bindOverResult(
                        position.map(AliasedExpression::expression).orElse(item.expression())),
                item.direction());
    }

    private boolean isNatural(List<BoundQuery.Sort> sort) {
        if (sort.isEmpty()) {
            return from instanceof BoundQuery.Rows;
        }
        return sort.size() == 1
                && sort.getFirst().expression() instanceof BoundExpression.Column column
                && (column.path().equals(FieldPath.of("_pagination_key"))
                        || column.path().equals(FieldPath.of("_xact_id")));
    }

    private OptionalLong cursor(boolean hasNaturalOrder) {
        if (query.cursor().isEmpty()) {
            return OptionalLong.empty();
        }
        if (!hasNaturalOrder) {
            findings.error(
                    DiagnosticCode.CURSOR_WITH_SORT,
                    query.sort().isEmpty()
                            ? query.span()
                            : query.sort().getFirst().span(),
                    "a cursor continues only the order of _pagination_key",
                    "sort by _pagination_key or leave the sort out");
        }
        if (!query.unpivots().isEmpty()) {
            findings.error(
                    DiagnosticCode.CURSOR_WITH_SORT,
                    query.unpivots().getFirst().span(),
                    "a cursor cannot continue among the rows that unpivoting makes of one",
                    "leave the cursor out and filter by _pagination_key");
        }
        OptionalLong decoded = Cursors.decode(query.cursor().get());
        if (decoded.isEmpty()) {
            findings.error(
                    DiagnosticCode.MALFORMED_CURSOR,
                    query.span(),
                    "'" + Findings.quote(query.cursor().get()) + "' is no cursor of a result",
                    "use the cursor that came with the previous page");
        }
        return decoded;
    }

    private Optional<BoundQuery.Infer> infer() {
        if (query.infer().isEmpty()) {
            return Optional.empty();
        }
        List<BoundExpression.Column> roots = new ArrayList<>();
        for (Expression item : query.infer()) {
            if (item instanceof Path path && rows.resolve(path, findings) instanceof BoundExpression.Column column) {
                roots.add(column);
            } else if (!(item instanceof Star)) {
                findings.error(DiagnosticCode.WRONG_ARGUMENT, item.span(), "infer takes paths or '*'");
            }
        }
        return Optional.of(new BoundQuery.Infer(List.copyOf(roots), query.inferenceBudget()));
    }
}
