package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Copies a tree from its leaves up and puts something else in the place of some parts. Subclasses say of which and
 * what; what they give is not visited again. Uses stack in proportion to the height of the tree.
 */
public abstract class TreeRewriter {

    /**
     * What stands in the place of an expression whose children are already rewritten; the expression itself by default.
     */
    protected Expression replace(Expression expression) {
        return expression;
    }

    /** The span of a copy; that of the original by default. */
    protected SourceSpan span(SourceSpan original) {
        return original;
    }

    /** The expression with all its parts rewritten. */
    public final Expression rewrite(Expression expression) {
        return replace(copy(expression));
    }

    /** The query with all its expressions rewritten, those of subqueries too. */
    public final Query rewrite(Query query) {
        return new Query(
                columns(query.select()),
                columns(query.dimensions()),
                columns(query.measures()),
                each(query.infer(), this::rewrite),
                query.from().map(this::from),
                query.filter().map(this::rewrite),
                query.finalFilter().map(this::rewrite),
                query.traceFilter().map(this::rewrite),
                each(query.unpivots(), this::unpivot),
                query.pivot().map(this::pivot),
                query.sample()
                        .map(sample -> new Sample(sample.method(), sample.value(), sample.seed(), span(sample.span()))),
                each(
                        query.sort(),
                        item -> new SortItem(rewrite(item.expression()), item.direction(), span(item.span()))),
                query.limit(),
                query.cursor(),
                query.previewLength(),
                query.comparisonKey().map(this::rewrite),
                columns(query.weightedScores()),
                columns(query.customColumns()),
                query.inferenceBudget(),
                each(
                        query.settings(),
                        setting ->
                                new QuerySetting(name(setting.name()), literal(setting.value()), span(setting.span()))),
                span(query.span()));
    }

    private Expression copy(Expression expression) {
        SourceSpan span = span(expression.span());
        return switch (expression) {
            case Literal literal -> literal(literal);
            case Path path -> path(path);
            case Access access -> access(access, span);
            case Star star -> new Star(columns(star.replacements()), span);
            case ArrayConstructor array -> new ArrayConstructor(each(array.elements(), this::rewrite), span);
            case ObjectConstructor object -> new ObjectConstructor(each(object.entries(), this::entry), span);
            case FunctionCall call -> call(call, span);
            case Negate negate -> new Negate(rewrite(negate.operand()), span);
            case Not not -> new Not(rewrite(not.operand()), span);
            case IsNull isNull -> new IsNull(rewrite(isNull.operand()), span);
            case Comparison comparison ->
                new Comparison(comparison.operator(), rewrite(comparison.left()), rewrite(comparison.right()), span);
            case Arithmetic arithmetic ->
                new Arithmetic(arithmetic.operator(), rewrite(arithmetic.left()), rewrite(arithmetic.right()), span);
            case And and -> new And(each(and.terms(), this::rewrite), span);
            case Or or -> new Or(each(or.terms(), this::rewrite), span);
            case Conditional conditional ->
                new Conditional(each(conditional.branches(), this::branch), rewrite(conditional.otherwise()), span);
            case In in -> new In(rewrite(in.value()), rewrite(in.list()), span);
        };
    }

    /** A base that became a path, or an access, takes the steps itself. */
    private Expression access(Access access, SourceSpan span) {
        List<PathStep> steps = each(access.steps(), this::step);
        return switch (rewrite(access.base())) {
            case Path path -> new Path(PathStep.join(path.steps(), steps), span);
            case Access base -> new Access(base.base(), PathStep.join(base.steps(), steps), span);
            case Expression base -> new Access(base, steps, span);
        };
    }

    private FunctionCall call(FunctionCall call, SourceSpan span) {
        return new FunctionCall(
                name(call.name()),
                call.distinct(),
                each(call.arguments(), this::rewrite),
                each(
                        call.namedArguments(),
                        argument -> new NamedArgument(
                                name(argument.name()), rewrite(argument.value()), span(argument.span()))),
                span);
    }

    private ObjectEntry entry(ObjectEntry entry) {
        return new ObjectEntry(entry.key(), rewrite(entry.value()), span(entry.span()));
    }

    private Branch branch(Branch branch) {
        return new Branch(rewrite(branch.condition()), rewrite(branch.value()), span(branch.span()));
    }

    private Literal literal(Literal literal) {
        SourceSpan span = span(literal.span());
        return switch (literal) {
            case NullLiteral ignored -> new NullLiteral(span);
            case BooleanLiteral truth -> new BooleanLiteral(truth.value(), span);
            case NumberLiteral number -> new NumberLiteral(number.value(), span);
            case PercentLiteral percent -> new PercentLiteral(percent.percentage(), span);
            case StringLiteral string -> string(string);
            case IntervalLiteral interval -> new IntervalLiteral(interval.amount(), interval.unit(), span);
        };
    }

    private StringLiteral string(StringLiteral string) {
        return new StringLiteral(string.value(), span(string.span()));
    }

    private Path path(Path path) {
        return new Path(each(path.steps(), this::step), span(path.span()));
    }

    private PathStep step(PathStep step) {
        return switch (step) {
            case KeyStep key -> new KeyStep(key.key(), span(key.span()));
            case IndexStep index -> new IndexStep(index.index(), span(index.span()));
        };
    }

    private Name name(Name name) {
        return new Name(name.text(), span(name.span()));
    }

    private List<AliasedExpression> columns(List<AliasedExpression> columns) {
        return each(columns, this::column);
    }

    private AliasedExpression column(AliasedExpression column) {
        Optional<Name> alias = column.alias().map(this::name);
        return new AliasedExpression(rewrite(column.expression()), alias, span(column.span()));
    }

    private From from(From from) {
        SourceSpan span = span(from.span());
        return switch (from) {
            case Source source ->
                new Source(name(source.name()), each(source.ids(), this::string), source.shape(), span);
            case Subquery subquery ->
                new Subquery(rewrite(subquery.query()), subquery.alias().map(this::name), span);
        };
    }

    private Unpivot unpivot(Unpivot unpivot) {
        return new Unpivot(
                rewrite(unpivot.expression()),
                unpivot.key().map(this::name),
                name(unpivot.value()),
                span(unpivot.span()));
    }

    private Pivot pivot(Pivot pivot) {
        return new Pivot(columns(pivot.measures()), pivot.column().map(this::path), span(pivot.span()));
    }

    private static <T> List<T> each(List<T> nodes, UnaryOperator<T> rewrite) {
        return nodes.stream().map(rewrite).toList();
    }
}
