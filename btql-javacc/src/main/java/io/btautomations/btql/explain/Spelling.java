package io.btautomations.btql.explain;

import io.btautomations.btql.ast.And;
import io.btautomations.btql.ast.Arithmetic;
import io.btautomations.btql.ast.ArrayConstructor;
import io.btautomations.btql.ast.BooleanLiteral;
import io.btautomations.btql.ast.Branch;
import io.btautomations.btql.ast.Comparison;
import io.btautomations.btql.ast.ComparisonOperator;
import io.btautomations.btql.ast.Conditional;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.FunctionCall;
import io.btautomations.btql.ast.In;
import io.btautomations.btql.ast.IndexStep;
import io.btautomations.btql.ast.IntervalLiteral;
import io.btautomations.btql.ast.IntervalUnit;
import io.btautomations.btql.ast.IsNull;
import io.btautomations.btql.ast.KeyStep;
import io.btautomations.btql.ast.Name;
import io.btautomations.btql.ast.Negate;
import io.btautomations.btql.ast.Not;
import io.btautomations.btql.ast.NullLiteral;
import io.btautomations.btql.ast.NumberLiteral;
import io.btautomations.btql.ast.ObjectConstructor;
import io.btautomations.btql.ast.ObjectEntry;
import io.btautomations.btql.ast.Or;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.ast.PathStep;
import io.btautomations.btql.ast.StringLiteral;
import io.btautomations.btql.bind.BoundExpression;
import io.btautomations.btql.function.AggregateFunction;
import io.btautomations.btql.print.CanonicalPrinter;
import io.btautomations.btql.source.SourceSpan;
import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.value.ArrayValue;
import io.btautomations.btql.value.BooleanValue;
import io.btautomations.btql.value.InstantValue;
import io.btautomations.btql.value.IntervalValue;
import io.btautomations.btql.value.IsoTime;
import io.btautomations.btql.value.JsonText;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.NumberValue;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.SpreadValue;
import io.btautomations.btql.value.Step;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes bound expressions in the language. What only binding makes is written as a function. */
final class Spelling {

    private static final SourceSpan NOWHERE = SourceSpan.NONE;

    private Spelling() {}

    static String of(BoundExpression expression) {
        return CanonicalPrinter.filter(tree(expression));
    }

    private static Expression tree(BoundExpression expression) {
        return switch (expression) {
            case BoundExpression.Constant constant -> literal(constant.value());
            case BoundExpression.Column column -> column(column);
            case BoundExpression.Derived derived -> path(List.of(derived.name()), List.of());
            case BoundExpression.Access access -> access(access);
            case BoundExpression.ArrayOf array -> new ArrayConstructor(trees(array.elements()), NOWHERE);
            case BoundExpression.ObjectOf object -> object(object);
            case BoundExpression.Call call -> call(call.function().name(), call.arguments());
            case BoundExpression.Arithmetic arithmetic ->
                new Arithmetic(arithmetic.operator(), tree(arithmetic.left()), tree(arithmetic.right()), NOWHERE);
            case BoundExpression.Negate negate -> negate(tree(negate.operand()));
            case BoundExpression.AsInstant asInstant ->
                asInstant.operand().type() == BtqlType.DATETIME
                        ? tree(asInstant.operand())
                        : call("to_datetime", List.of(asInstant.operand()));
            case BoundExpression.Comparison comparison ->
                compare(operator(comparison.kind()), comparison.left(), comparison.right());
            case BoundExpression.Like like ->
                compare(
                        like.ignoreCase() ? ComparisonOperator.ILIKE : ComparisonOperator.LIKE,
                        like.operand(),
                        like.pattern());
            case BoundExpression.Match match -> compare(ComparisonOperator.MATCH, match.operand(), match.phrase());
            case BoundExpression.Includes includes ->
                compare(ComparisonOperator.INCLUDES, includes.haystack(), includes.needle());
            case BoundExpression.In in ->
                new In(tree(in.value()), new ArrayConstructor(trees(in.items()), NOWHERE), NOWHERE);
            case BoundExpression.InArray in -> new In(tree(in.value()), tree(in.array()), NOWHERE);
            case BoundExpression.IsNull isNull -> new IsNull(tree(isNull.operand()), NOWHERE);
            case BoundExpression.IsTrue isTrue -> call("is_true", List.of(isTrue.condition()));
            case BoundExpression.Not not -> not(not.condition());
            case BoundExpression.And and -> joined(and.terms(), true);
            case BoundExpression.Or or -> joined(or.terms(), false);
            case BoundExpression.Conditional conditional -> conditional(conditional);
            case BoundExpression.AnySpan anySpan -> call("any_span", List.of(anySpan.condition()));
            case BoundExpression.Aggregate aggregate -> aggregate(aggregate);
        };
    }

    private static List<Expression> trees(List<BoundExpression> expressions) {
        return expressions.stream().map(Spelling::tree).toList();
    }

    private static Expression column(BoundExpression.Column column) {
        return column.path().keys().isEmpty()
                ? call("row", List.of())
                : path(column.path().keys(), column.steps());
    }

    private static Expression path(List<String> keys, List<Step> steps) {
        List<PathStep> all = new ArrayList<>();
        keys.forEach(key -> all.add(new KeyStep(key, NOWHERE)));
        all.addAll(pathSteps(steps));
        return new Path(all, NOWHERE);
    }

    private static List<PathStep> pathSteps(List<Step> steps) {
        return steps.stream()
                .map(step -> switch (step) {
                    case Step.Key key -> (PathStep) new KeyStep(key.key(), NOWHERE);
                    case Step.Element element -> new IndexStep(element.index(), NOWHERE);
                })
                .toList();
    }

    private static Expression access(BoundExpression.Access access) {
        return switch (tree(access.base())) {
            case Path path ->
                new Path(
                        Stream.concat(path.steps().stream(), pathSteps(access.steps()).stream())
                                .toList(),
                        NOWHERE);
            case io.btautomations.btql.ast.Access inner ->
                new io.btautomations.btql.ast.Access(
                        inner.base(),
                        Stream.concat(inner.steps().stream(), pathSteps(access.steps()).stream())
                                .toList(),
                        NOWHERE);
            case Expression base -> new io.btautomations.btql.ast.Access(base, pathSteps(access.steps()), NOWHERE);
        };
    }

    private static Expression object(BoundExpression.ObjectOf object) {
        List<ObjectEntry> entries = new ArrayList<>();
        for (int i = 0; i < object.keys().size(); i++) {
            entries.add(
                    new ObjectEntry(object.keys().get(i), tree(object.values().get(i)), NOWHERE));
        }
        return new ObjectConstructor(entries, NOWHERE);
    }

    private static Expression call(String name, List<BoundExpression> arguments) {
        return new FunctionCall(new Name(name, NOWHERE), false, trees(arguments), List.of(), NOWHERE);
    }

    private static Expression not(BoundExpression condition) {
        if (condition instanceof BoundExpression.Comparison comparison) {
            switch (comparison.kind()) {
                case EQUAL -> {
                    return compare(ComparisonOperator.NOT_EQUAL, comparison.left(), comparison.right());
                }
                case NULL_SAFE_EQUAL -> {
                    return compare(ComparisonOperator.NULL_SAFE_NOT_EQUAL, comparison.left(), comparison.right());
                }
                default -> {}
            }
        }
        return new Not(tree(condition), NOWHERE);
    }

    private static Expression negate(Expression operand) {
        return operand instanceof NumberLiteral number
                ? new NumberLiteral(number.value().negate(), NOWHERE)
                : new Negate(operand, NOWHERE);
    }

    private static Expression compare(ComparisonOperator operator, BoundExpression left, BoundExpression right) {
        return new Comparison(operator, tree(left), tree(right), NOWHERE);
    }

    private static ComparisonOperator operator(BoundExpression.ComparisonKind kind) {
        return switch (kind) {
            case EQUAL -> ComparisonOperator.EQUAL;
            case LESS -> ComparisonOperator.LESS;
            case LESS_OR_EQUAL -> ComparisonOperator.LESS_OR_EQUAL;
            case GREATER -> ComparisonOperator.GREATER;
            case GREATER_OR_EQUAL -> ComparisonOperator.GREATER_OR_EQUAL;
            case NULL_SAFE_EQUAL -> ComparisonOperator.NULL_SAFE_EQUAL;
        };
    }

    private static Expression joined(List<BoundExpression> terms, boolean isAnd) {
        if (terms.size() == 1) {
            return call("is", terms);
        }
        return isAnd ? new And(trees(terms), NOWHERE) : new Or(trees(terms), NOWHERE);
    }

    private static Expression conditional(BoundExpression.Conditional conditional) {
        List<Branch> branches = conditional.cases().stream()
                .map(each -> new Branch(tree(each.condition()), tree(each.value()), NOWHERE))
                .toList();
        return new Conditional(branches, tree(conditional.otherwise()), NOWHERE);
    }

    private static Expression aggregate(BoundExpression.Aggregate aggregate) {
        if (aggregate.function() != AggregateFunction.PERCENTILE) {
            return call(aggregate.function().word(), List.of(aggregate.argument()));
        }
        Expression fraction = new NumberLiteral(BigDecimal.valueOf(aggregate.parameter()), NOWHERE);
        return new FunctionCall(
                new Name(aggregate.function().word(), NOWHERE),
                false,
                List.of(tree(aggregate.argument()), fraction),
                List.of(),
                NOWHERE);
    }

    private static Expression literal(Value value) {
        return switch (value) {
            case NullValue none -> new NullLiteral(NOWHERE);
            case BooleanValue bool -> new BooleanLiteral(bool.value(), NOWHERE);
            case NumberValue number -> new NumberLiteral(number.exact(), NOWHERE);
            case TextValue text -> new StringLiteral(text.text(), NOWHERE);
            case InstantValue instant -> string("to_datetime", IsoTime.format(instant.instant()));
            case IntervalValue interval -> interval(interval);
            case ArrayValue array -> array(array.elements());
            case SpreadValue spread -> array(spread.elements());
            case ObjectValue object ->
                new ObjectConstructor(
                        object.members().entrySet().stream()
                                .map(member -> new ObjectEntry(member.getKey(), literal(member.getValue()), NOWHERE))
                                .toList(),
                        NOWHERE);
        };
    }

    /** An interval in its largest whole unit, if one is enough. */
    private static Expression interval(IntervalValue interval) {
        long seconds = interval.duration().getSeconds();
        boolean isWhole = interval.duration().getNano() == 0 && interval.months() >= 0 && seconds >= 0;
        if (isWhole && seconds == 0 && interval.months() > 0) {
            return new IntervalLiteral(interval.months(), IntervalUnit.MONTH, NOWHERE);
        }
        if (isWhole && interval.months() == 0) {
            if (seconds % 86_400 == 0) {
                return new IntervalLiteral(seconds / 86_400, IntervalUnit.DAY, NOWHERE);
            }
            if (seconds % 3_600 == 0) {
                return new IntervalLiteral(seconds / 3_600, IntervalUnit.HOUR, NOWHERE);
            }
            return seconds % 60 == 0
                    ? new IntervalLiteral(seconds / 60, IntervalUnit.MINUTE, NOWHERE)
                    : new IntervalLiteral(seconds, IntervalUnit.SECOND, NOWHERE);
        }
        return string("to_interval", JsonText.spell(interval));
    }

    private static Expression array(List<Value> elements) {
        return new ArrayConstructor(elements.stream().map(Spelling::literal).toList(), NOWHERE);
    }

    private static Expression string(String function, String text) {
        return new FunctionCall(
                new Name(function, NOWHERE), false, List.of(new StringLiteral(text, NOWHERE)), List.of(), NOWHERE);
    }

    /** Several expressions, separated by commas. */
    static String list(List<? extends BoundExpression> expressions) {
        return String.join(", ", expressions.stream().map(Spelling::of).toList());
    }

    /** An expression that may be absent. */
    static Optional<String> of(Optional<BoundExpression> expression) {
        return expression.map(Spelling::of);
    }
}
