package io.btautomations.btql.ast;

import static io.btautomations.btql.source.SourceSpan.NONE;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Copies a tree without its spans. */
final class SpanEraser {

    private SpanEraser() {}

    static Expression erase(Expression expression) {
        return switch (expression) {
            case Literal literal -> erase(literal);
            case Path path -> erase(path);
            case Access access -> new Access(erase(access.base()), steps(access.steps()), NONE);
            case Star star -> new Star(columns(star.replacements()), NONE);
            case ArrayConstructor array -> new ArrayConstructor(expressions(array.elements()), NONE);
            case ObjectConstructor object ->
                new ObjectConstructor(
                        each(object.entries(), entry -> new ObjectEntry(entry.key(), erase(entry.value()), NONE)),
                        NONE);
            case FunctionCall call ->
                new FunctionCall(
                        erase(call.name()),
                        call.distinct(),
                        expressions(call.arguments()),
                        each(
                                call.namedArguments(),
                                argument -> new NamedArgument(erase(argument.name()), erase(argument.value()), NONE)),
                        NONE);
            case Negate negate -> new Negate(erase(negate.operand()), NONE);
            case Not not -> new Not(erase(not.operand()), NONE);
            case IsNull isNull -> new IsNull(erase(isNull.operand()), NONE);
            case Comparison comparison ->
                new Comparison(comparison.operator(), erase(comparison.left()), erase(comparison.right()), NONE);
            case Arithmetic arithmetic ->
                new Arithmetic(arithmetic.operator(), erase(arithmetic.left()), erase(arithmetic.right()), NONE);
            case And and -> new And(expressions(and.terms()), NONE);
            case Or or -> new Or(expressions(or.terms()), NONE);
            case Conditional conditional ->
                new Conditional(
                        each(
                                conditional.branches(),
                                branch -> new Branch(erase(branch.condition()), erase(branch.value()), NONE)),
                        erase(conditional.otherwise()),
                        NONE);
            case In in -> new In(erase(in.value()), erase(in.list()), NONE);
        };
    }

    static Query erase(Query query) {
        return new Query(
                columns(query.select()),
                columns(query.dimensions()),
                columns(query.measures()),
                expressions(query.infer()),
                query.from().map(SpanEraser::erase),
                query.filter().map(SpanEraser::erase),
                query.finalFilter().map(SpanEraser::erase),
                query.traceFilter().map(SpanEraser::erase),
                each(query.unpivots(), SpanEraser::erase),
                query.pivot()
                        .map(pivot -> new Pivot(
                                columns(pivot.measures()), pivot.column().map(SpanEraser::erase), NONE)),
                query.sample().map(sample -> new Sample(sample.method(), sample.value(), sample.seed(), NONE)),
                each(query.sort(), item -> new SortItem(erase(item.expression()), item.direction(), NONE)),
                query.limit(),
                query.cursor(),
                query.previewLength(),
                query.comparisonKey().map(SpanEraser::erase),
                columns(query.weightedScores()),
                columns(query.customColumns()),
                query.inferenceBudget(),
                each(
                        query.settings(),
                        setting -> new QuerySetting(erase(setting.name()), erase(setting.value()), NONE)),
                NONE);
    }

    private static Literal erase(Literal literal) {
        return switch (literal) {
            case NullLiteral ignored -> new NullLiteral(NONE);
            case BooleanLiteral truth -> new BooleanLiteral(truth.value(), NONE);
            case NumberLiteral number -> new NumberLiteral(number.value(), NONE);
            case PercentLiteral percent -> new PercentLiteral(percent.percentage(), NONE);
            case StringLiteral string -> erase(string);
            case IntervalLiteral interval -> new IntervalLiteral(interval.amount(), interval.unit(), NONE);
        };
    }

    private static StringLiteral erase(StringLiteral string) {
        return new StringLiteral(string.value(), NONE);
    }

    private static Path erase(Path path) {
        return new Path(steps(path.steps()), NONE);
    }

    private static Name erase(Name name) {
        return new Name(name.text(), NONE);
    }

    private static From erase(From from) {
        return switch (from) {
            case Source source ->
                new Source(erase(source.name()), each(source.ids(), SpanEraser::erase), source.shape(), NONE);
            case Subquery subquery ->
                new Subquery(erase(subquery.query()), subquery.alias().map(SpanEraser::erase), NONE);
        };
    }

    private static Unpivot erase(Unpivot unpivot) {
        return new Unpivot(
                erase(unpivot.expression()), unpivot.key().map(SpanEraser::erase), erase(unpivot.value()), NONE);
    }

    private static List<PathStep> steps(List<PathStep> steps) {
        return each(steps, step -> switch (step) {
            case KeyStep key -> new KeyStep(key.key(), NONE);
            case IndexStep index -> new IndexStep(index.index(), NONE);
        });
    }

    private static List<AliasedExpression> columns(List<AliasedExpression> columns) {
        return each(columns, column -> {
            Optional<Name> alias = column.alias().map(SpanEraser::erase);
            return new AliasedExpression(erase(column.expression()), alias, NONE);
        });
    }

    private static List<Expression> expressions(List<Expression> expressions) {
        return each(expressions, SpanEraser::erase);
    }

    private static <T> List<T> each(List<T> nodes, UnaryOperator<T> erase) {
        return nodes.stream().map(erase).toList();
    }
}
