package io.btautomations.btql.ast;

import static io.btautomations.btql.source.SourceSpan.NONE;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random queries that a dialect can say. */
public final class QueryArbitraries {

    private final Dialect dialect;
    private final Arbitrary<Expression> expressions;

    public QueryArbitraries(Dialect dialect) {
        this.dialect = dialect;
        this.expressions = new ExpressionArbitraries(dialect).expressions(2);
    }

    public Arbitrary<Query> queries() {
        return dialect == Dialect.BTQL ? btql() : sql(2);
    }

    private Arbitrary<Query> btql() {
        Arbitrary<QueryBuilder> output = Combinators.combine(selection(), columns(0), columns(0), infer(), parts())
                .as((select, dimensions, measures, infer, chosen) -> {
                    QueryBuilder query = new QueryBuilder();
                    query.select(chosen.contains(0) || chosen.size() < 3 ? select : List.of());
                    query.dimensions(chosen.contains(1) ? dimensions : List.of());
                    query.measures(chosen.contains(2) ? measures : List.of());
                    query.infer(chosen.contains(3) ? infer : List.of());
                    boolean silent = query.build().select().isEmpty()
                            && query.build().dimensions().isEmpty()
                            && query.build().measures().isEmpty()
                            && query.build().infer().isEmpty();
                    return silent ? query.select(select) : query;
                });
        Arbitrary<QueryBuilder> rows = Combinators.combine(
                        output, parts(), sources(), expressions, expressions, unpivots())
                .as((query, chosen, from, filter, other, unpivots) -> {
                    ifChosen(chosen, 0, () -> query.from(from));
                    ifChosen(chosen, 1, () -> query.filter(filter));
                    ifChosen(chosen, 2, () -> query.traceFilter(other));
                    ifChosen(chosen, 3, () -> query.finalFilter(filter));
                    ifChosen(chosen, 4, () -> query.unpivots(unpivots));
                    ifChosen(chosen, 5, () -> query.comparisonKey(other));
                    return query;
                });
        Arbitrary<QueryBuilder> ends = Combinators.combine(rows, parts(), samples(), sorts(), columns(1), cursors())
                .as((query, chosen, sample, sort, columns, cursor) -> {
                    ifChosen(chosen, 0, () -> query.sample(sample));
                    ifChosen(chosen, 1, () -> query.sort(sort));
                    ifChosen(chosen, 2, () -> query.limit(chosen.size() * 100L));
                    ifChosen(chosen, 3, () -> query.cursor(cursor));
                    ifChosen(chosen, 4, () -> query.pivot(new Pivot(columns, Optional.empty(), NONE)));
                    ifChosen(chosen, 5, () -> query.previewLength(chosen.size() - 2));
                    return query;
                });
        return Combinators.combine(ends, parts(), namedColumns(), namedColumns())
                .as((query, chosen, scores, columns) -> {
                    ifChosen(chosen, 0, () -> query.weightedScores(scores));
                    ifChosen(chosen, 1, () -> query.customColumns(columns));
                    ifChosen(chosen, 2, () -> query.inferenceBudget(chosen.size()));
                    return query.build();
                });
    }

    private Arbitrary<Query> sql(int depth) {
        Arbitrary<From> from = depth == 0
                ? sources()
                : Arbitraries.oneOf(
                        sources(),
                        Combinators.combine(Arbitraries.lazy(() -> sql(depth - 1)), aliases())
                                .as((query, alias) -> new Subquery(query, alias, NONE)));
        Arbitrary<QueryBuilder> rows = Combinators.combine(
                        selection(), from, parts(), expressions, expressions, unpivots())
                .as((select, source, chosen, filter, other, unpivots) -> {
                    QueryBuilder query = new QueryBuilder().select(select).from(source);
                    ifChosen(chosen, 0, () -> query.filter(filter));
                    ifChosen(chosen, 1, () -> query.finalFilter(other));
                    ifChosen(chosen, 2, () -> query.unpivots(unpivots));
                    return query;
                });
        return Combinators.combine(rows, parts(), keys(), columns(1), sorts(), samples(), settings(), cursors())
                .as((query, chosen, keys, measures, sort, sample, settings, cursor) -> {
                    ifChosen(chosen, 0, () -> query.dimensions(keys));
                    Path column = new Path(List.of(new KeyStep(cursor, NONE)), NONE);
                    ifChosen(chosen, 1, () -> query.pivot(new Pivot(measures, Optional.of(column), NONE)));
                    ifChosen(chosen, 2, () -> query.sort(sort));
                    ifChosen(chosen, 3, () -> query.sample(sample));
                    ifChosen(chosen, 4, () -> query.limit(chosen.size()).cursor(cursor));
                    ifChosen(chosen, 5, () -> query.settings(settings));
                    return query.build();
                });
    }

    private static void ifChosen(Set<Integer> chosen, int part, Runnable set) {
        if (chosen.contains(part)) {
            set.run();
        }
    }

    private static Arbitrary<Set<Integer>> parts() {
        return Arbitraries.integers().between(0, 5).set().ofMaxSize(5);
    }

    private static Arbitrary<Optional<Name>> aliases() {
        return ExpressionArbitraries.names().map(name -> new Name(name, NONE)).optional(0.6);
    }

    private Arbitrary<List<AliasedExpression>> columns(int least) {
        return Combinators.combine(expressions, aliases())
                .as((expression, alias) -> new AliasedExpression(expression, alias, NONE))
                .list()
                .ofMinSize(least)
                .ofMaxSize(3);
    }

    private Arbitrary<List<AliasedExpression>> namedColumns() {
        return Combinators.combine(expressions, ExpressionArbitraries.names())
                .as((expression, alias) -> new AliasedExpression(expression, Optional.of(new Name(alias, NONE)), NONE))
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
    }

    private Arbitrary<List<AliasedExpression>> selection() {
        Arbitrary<List<AliasedExpression>> star = namedColumns()
                .filter(columns -> columns.stream()
                                .map(AliasedExpression::alias)
                                .distinct()
                                .count()
                        == columns.size())
                .optional(0.3)
                .map(replaced -> List.of(
                        new AliasedExpression(new Star(replaced.orElse(List.of()), NONE), Optional.empty(), NONE)));
        return Arbitraries.oneOf(columns(1), columns(1), star);
    }

    private Arbitrary<List<AliasedExpression>> keys() {
        return expressions
                .map(key -> new AliasedExpression(key, Optional.empty(), NONE))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    private static Arbitrary<List<Expression>> infer() {
        Arbitrary<List<Expression>> paths = ExpressionArbitraries.paths()
                .<Expression>map(path -> path)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
        return Arbitraries.oneOf(paths, Arbitraries.just(List.of(new Star(List.of(), NONE))));
    }

    private Arbitrary<From> sources() {
        Arbitrary<Optional<Shape>> shapes = Arbitraries.of(Shape.class).optional(0.5);
        Arbitrary<List<StringLiteral>> ids = ExpressionArbitraries.texts()
                .map(id -> new StringLiteral(id, NONE))
                .list()
                .ofMaxSize(3);
        return Combinators.combine(Arbitraries.of("project_logs", "experiment", "logs"), ids, shapes)
                .as((name, list, shape) -> {
                    boolean bareInSql = list.isEmpty() && dialect == Dialect.SQL;
                    return new Source(new Name(name, NONE), list, bareInSql ? Optional.empty() : shape, NONE);
                });
    }

    private Arbitrary<List<Unpivot>> unpivots() {
        Arbitrary<Name> name = ExpressionArbitraries.names().map(text -> new Name(text, NONE));
        Arbitrary<Name> key = Arbitraries.oneOf(name, Arbitraries.just(new Name("_", NONE)));
        return Combinators.combine(expressions, key.optional(0.6), name)
                .as((expression, column, value) -> new Unpivot(expression, column, value, NONE))
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
    }

    private static Arbitrary<Sample> samples() {
        Arbitrary<OptionalLong> seeds = Arbitraries.longs()
                .between(0, Long.MAX_VALUE)
                .optional(0.5)
                .map(seed -> seed.map(OptionalLong::of).orElseGet(OptionalLong::empty));
        Arbitrary<Sample> rates = Combinators.combine(
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, BigDecimal.ONE)
                                .ofScale(4),
                        seeds)
                .as((value, seed) -> new Sample(SampleMethod.RATE, value, seed, NONE));
        Arbitrary<Sample> counts = Combinators.combine(Arbitraries.longs().between(0, 1_000_000), seeds)
                .as((value, seed) -> new Sample(SampleMethod.COUNT, BigDecimal.valueOf(value), seed, NONE));
        return Arbitraries.oneOf(rates, counts);
    }

    private Arbitrary<List<SortItem>> sorts() {
        return Combinators.combine(expressions, Arbitraries.of(SortDirection.class))
                .as((expression, direction) -> new SortItem(expression, direction, NONE))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    private static Arbitrary<List<QuerySetting>> settings() {
        Arbitrary<Literal> values = Arbitraries.of(
                new NumberLiteral(BigDecimal.TEN, NONE),
                new NumberLiteral(new BigDecimal("-1.5"), NONE),
                new StringLiteral("a'b", NONE),
                new BooleanLiteral(true, NONE),
                new NullLiteral(NONE));
        return Combinators.combine(ExpressionArbitraries.names(), values)
                .as((name, value) -> new QuerySetting(new Name(name, NONE), value, NONE))
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
    }

    private static Arbitrary<String> cursors() {
        return Arbitraries.of("agO8JAMxAAA", "it's", "", "a b");
    }
}
