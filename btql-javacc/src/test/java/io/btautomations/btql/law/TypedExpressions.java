package io.btautomations.btql.law;

import static io.btautomations.btql.source.SourceSpan.NONE;

import io.btautomations.btql.ast.Access;
import io.btautomations.btql.ast.And;
import io.btautomations.btql.ast.Arithmetic;
import io.btautomations.btql.ast.ArithmeticOperator;
import io.btautomations.btql.ast.ArrayConstructor;
import io.btautomations.btql.ast.BooleanLiteral;
import io.btautomations.btql.ast.Branch;
import io.btautomations.btql.ast.Comparison;
import io.btautomations.btql.ast.ComparisonOperator;
import io.btautomations.btql.ast.Conditional;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.In;
import io.btautomations.btql.ast.IndexStep;
import io.btautomations.btql.ast.IntervalLiteral;
import io.btautomations.btql.ast.IntervalUnit;
import io.btautomations.btql.ast.IsNull;
import io.btautomations.btql.ast.KeyStep;
import io.btautomations.btql.ast.Negate;
import io.btautomations.btql.ast.Not;
import io.btautomations.btql.ast.NullLiteral;
import io.btautomations.btql.ast.NumberLiteral;
import io.btautomations.btql.ast.ObjectConstructor;
import io.btautomations.btql.ast.ObjectEntry;
import io.btautomations.btql.ast.Or;
import io.btautomations.btql.ast.PathStep;
import io.btautomations.btql.ast.PercentLiteral;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Random expressions that mean something: operands mostly are of the type that their operator is for, and sometimes of
 * another that it must bear. Every operator and every scalar function occurs.
 */
final class TypedExpressions {

    static final List<String> UNARY = List.of(
            "lower",
            "upper",
            "length",
            "len",
            "vector",
            "vector_keys",
            "round",
            "to_string",
            "to_boolean",
            "to_integer",
            "to_number",
            "to_date",
            "to_datetime",
            "to_interval",
            "second",
            "minute",
            "hour",
            "day",
            "week",
            "month",
            "year");
    static final List<String> NULLARY = List.of("now", "current_timestamp", "current_date", "estimated_cost");
    static final List<String> VARIADIC = List.of("coalesce", "least", "greatest", "concat");
    static final List<String> OTHER = List.of(
            "nullif",
            "contains",
            "includes",
            "substring",
            "json_extract",
            "date_trunc",
            "search",
            "any_span",
            "filter_spans");

    private TypedExpressions() {}

    static Arbitrary<Expression> conditions(int depth) {
        if (depth == 0) {
            return Arbitraries.oneOf(
                    Arbitraries.of(true, false).map(value -> new BooleanLiteral(value, NONE)),
                    Leaves.paths(List.of("is_root", "metadata.a", "metadata.objects.a", "scores.b")));
        }
        Arbitrary<Expression> any = anything(depth - 1);
        Arbitrary<Expression> condition = Arbitraries.lazy(() -> conditions(depth - 1));
        return Arbitraries.frequencyOf(
                Tuple.of(6, comparisons(depth - 1)),
                Tuple.of(3, textual(depth - 1)),
                Tuple.of(3, Combinators.combine(any, lists(depth - 1)).as((value, list) -> new In(value, list, NONE))),
                Tuple.of(2, any.map(operand -> new IsNull(operand, NONE))),
                Tuple.of(3, condition.map(operand -> new Not(operand, NONE))),
                Tuple.of(3, condition.list().ofMinSize(2).ofMaxSize(3).map(terms -> new And(terms, NONE))),
                Tuple.of(3, condition.list().ofMinSize(2).ofMaxSize(3).map(terms -> new Or(terms, NONE))),
                Tuple.of(1, Combinators.combine(any, any).as((a, b) -> Leaves.call("contains", a, b))),
                Tuple.of(1, Combinators.combine(any, any).as((a, b) -> Leaves.call("includes", a, b))),
                Tuple.of(1, comparisons(0).map(inner -> Leaves.call("any_span", inner))),
                Tuple.of(1, comparisons(0).map(inner -> Leaves.call("filter_spans", inner))),
                Tuple.of(1, textOperands(0).map(text -> Leaves.call("search", text))),
                Tuple.of(1, conditions(0)));
    }

    private static Arbitrary<Expression> comparisons(int depth) {
        Arbitrary<ComparisonOperator> operators = Arbitraries.of(
                ComparisonOperator.EQUAL,
                ComparisonOperator.NOT_EQUAL,
                ComparisonOperator.LESS,
                ComparisonOperator.LESS_OR_EQUAL,
                ComparisonOperator.GREATER,
                ComparisonOperator.GREATER_OR_EQUAL,
                ComparisonOperator.NULL_SAFE_EQUAL,
                ComparisonOperator.NULL_SAFE_NOT_EQUAL,
                ComparisonOperator.IS);
        return Arbitraries.frequencyOf(
                Tuple.of(4, compared(operators, numbers(depth))),
                Tuple.of(3, compared(operators, textValues(depth))),
                Tuple.of(3, compared(operators, Arbitraries.oneOf(times(depth), textValues(0)))),
                Tuple.of(3, compared(operators, anything(depth))),
                Tuple.of(
                        1,
                        Combinators.combine(anything(depth), anything(depth))
                                .as((a, b) -> new Comparison(ComparisonOperator.INCLUDES, a, b, NONE))));
    }

    private static Arbitrary<Expression> compared(
            Arbitrary<ComparisonOperator> operators, Arbitrary<Expression> operands) {
        return Combinators.combine(operators, operands, operands)
                .as((operator, left, right) -> operator == ComparisonOperator.IS && right instanceof NullLiteral
                        ? new IsNull(left, NONE)
                        : new Comparison(operator, left, right, NONE));
    }

    private static Arbitrary<Expression> textual(int depth) {
        Arbitrary<ComparisonOperator> operators =
                Arbitraries.of(ComparisonOperator.LIKE, ComparisonOperator.ILIKE, ComparisonOperator.MATCH);
        Arbitrary<Expression> patterns = Arbitraries.oneOf(
                Arbitraries.of(
                                "%",
                                "a%", "%B", "_", "%\\%%", "a\\_b", "A_B", "%a%b%", "\\", "x y", "off", "b", "50", "")
                        .map(Leaves::text),
                textOperands(depth));
        Arbitrary<Expression> operands = Arbitraries.oneOf(textValues(depth), anything(depth));
        return Combinators.combine(operators, operands, patterns)
                .as((operator, left, right) -> new Comparison(operator, left, right, NONE));
    }

    private static Arbitrary<Expression> lists(int depth) {
        return Arbitraries.oneOf(
                anything(depth).list().ofMaxSize(4).map(elements -> new ArrayConstructor(elements, NONE)),
                anything(0).list().ofMaxSize(4).map(elements -> new ArrayConstructor(elements, NONE)),
                Leaves.paths(List.of("tags", "metadata.list", "metadata.objects.a", "metadata.a")));
    }

    static Arbitrary<Expression> numbers(int depth) {
        Arbitrary<Expression> leaves = Arbitraries.oneOf(
                Leaves.decimals().map(value -> new NumberLiteral(value, NONE)),
                Arbitraries.integers()
                        .between(-20, 150)
                        .map(value -> new PercentLiteral(BigDecimal.valueOf(value), NONE)),
                Leaves.paths(Leaves.NUMBER_FIELDS));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<Expression> number = Arbitraries.lazy(() -> numbers(depth - 1));
        return Arbitraries.frequencyOf(
                Tuple.of(2, leaves),
                Tuple.of(
                        4,
                        Combinators.combine(Arbitraries.of(ArithmeticOperator.values()), number, number)
                                .as((operator, left, right) -> new Arithmetic(operator, left, right, NONE))),
                Tuple.of(1, number.map(TypedExpressions::negate)),
                Tuple.of(1, anything(depth - 1).map(operand -> Leaves.call("len", operand))),
                Tuple.of(1, textValues(depth - 1).map(operand -> Leaves.call("length", operand))),
                Tuple.of(
                        1,
                        Combinators.combine(number, Arbitraries.integers().between(-3, 4))
                                .as((value, digits) -> Leaves.call(
                                        "round", value, new NumberLiteral(BigDecimal.valueOf(digits), NONE)))),
                Tuple.of(1, number.map(value -> Leaves.call("round", value))),
                Tuple.of(1, anything(depth - 1).map(value -> Leaves.call("to_number", value))),
                Tuple.of(1, anything(depth - 1).map(value -> Leaves.call("to_integer", value))),
                Tuple.of(1, Arbitraries.just(Leaves.call("estimated_cost"))));
    }

    private static Expression negate(Expression operand) {
        return operand instanceof NumberLiteral number
                ? new NumberLiteral(number.value().negate(), NONE)
                : new Negate(operand, NONE);
    }

    /** Expressions whose type is string or not known, as the right side of LIKE wants them. */
    private static Arbitrary<Expression> textOperands(int depth) {
        Arbitrary<Expression> leaves = Arbitraries.oneOf(
                Leaves.texts().map(Leaves::text),
                Leaves.paths(List.of("metadata.a", "metadata.c", "tags[0]", "missing")));
        return depth == 0
                ? leaves
                : Arbitraries.oneOf(leaves, textValues(depth - 1).map(operand -> Leaves.call("lower", operand)));
    }

    static Arbitrary<Expression> textValues(int depth) {
        Arbitrary<Expression> leaves =
                Arbitraries.oneOf(Leaves.texts().map(Leaves::text), Leaves.paths(Leaves.TEXT_FIELDS));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<Expression> text = Arbitraries.lazy(() -> textValues(depth - 1));
        Arbitrary<Expression> position =
                Arbitraries.integers().between(-2, 5).map(value -> new NumberLiteral(BigDecimal.valueOf(value), NONE));
        return Arbitraries.frequencyOf(
                Tuple.of(3, leaves),
                Tuple.of(1, text.map(operand -> Leaves.call("lower", operand))),
                Tuple.of(1, text.map(operand -> Leaves.call("upper", operand))),
                Tuple.of(
                        1,
                        anything(depth - 1)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(3)
                                .map(arguments -> Leaves.call("concat", arguments))),
                Tuple.of(1, Combinators.combine(text, position).as((a, b) -> Leaves.call("substring", a, b))),
                Tuple.of(
                        1,
                        Combinators.combine(text, position, position)
                                .as((a, b, c) -> Leaves.call("substring", a, b, c))),
                Tuple.of(1, anything(depth - 1).map(operand -> Leaves.call("to_string", operand))));
    }

    static Arbitrary<Expression> times(int depth) {
        Arbitrary<Expression> leaves = Arbitraries.oneOf(
                Leaves.paths(List.of("created", "origin.created")),
                Arbitraries.of(Leaves.call("now"), Leaves.call("current_timestamp"), Leaves.call("current_date")));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<Expression> time = Arbitraries.lazy(() -> times(depth - 1));
        Arbitrary<Expression> unit = Arbitraries.of(
                        "second",
                        "minute",
                        "hour",
                        "day",
                        "week",
                        "month",
                        "year",
                        "15 minutes",
                        "2 days",
                        "7 hour",
                        "30 seconds")
                .map(Leaves::text);
        return Arbitraries.frequencyOf(
                Tuple.of(3, leaves),
                Tuple.of(
                        3,
                        Combinators.combine(
                                        Arbitraries.of(ArithmeticOperator.ADD, ArithmeticOperator.SUBTRACT),
                                        time,
                                        intervals(depth - 1))
                                .as((operator, a, b) -> new Arithmetic(operator, a, b, NONE))),
                Tuple.of(
                        2,
                        Combinators.combine(
                                        Arbitraries.of("second", "minute", "hour", "day", "week", "month", "year"),
                                        time)
                                .as(Leaves::call)),
                Tuple.of(2, Combinators.combine(unit, time).as((a, b) -> Leaves.call("date_trunc", a, b))),
                Tuple.of(1, anything(depth - 1).map(operand -> Leaves.call("to_datetime", operand))),
                Tuple.of(1, anything(depth - 1).map(operand -> Leaves.call("to_date", operand))),
                Tuple.of(
                        1,
                        Combinators.combine(conditions(0), time, time)
                                .as((condition, a, b) ->
                                        new Conditional(List.of(new Branch(condition, a, NONE)), b, NONE))));
    }

    private static Arbitrary<Expression> intervals(int depth) {
        Arbitrary<Expression> leaves = Combinators.combine(
                        Arbitraries.longs().between(-40, 1_000), Arbitraries.of(IntervalUnit.values()))
                .as((amount, unit) -> new IntervalLiteral(amount, unit, NONE));
        return depth == 0
                ? leaves
                : Arbitraries.oneOf(
                        leaves,
                        anything(depth - 1).map(operand -> Leaves.call("to_interval", operand)),
                        Combinators.combine(times(depth - 1), times(depth - 1))
                                .as((a, b) -> new Arithmetic(ArithmeticOperator.SUBTRACT, a, b, NONE)));
    }

    static Arbitrary<Expression> anything(int depth) {
        Arbitrary<Expression> leaves = Arbitraries.oneOf(
                Leaves.paths(Leaves.FIELDS),
                Leaves.decimals().map(value -> new NumberLiteral(value, NONE)),
                Leaves.texts().map(Leaves::text),
                Arbitraries.of(true, false).map(value -> new BooleanLiteral(value, NONE)),
                Arbitraries.just(new NullLiteral(NONE)),
                intervals(0));
        if (depth == 0) {
            return Arbitraries.frequencyOf(Tuple.of(3, Leaves.paths(Leaves.FIELDS)), Tuple.of(2, leaves));
        }
        Arbitrary<Expression> part = Arbitraries.lazy(() -> anything(depth - 1));
        return Arbitraries.frequencyOf(
                Tuple.of(4, anything(0)),
                Tuple.of(2, conditions(depth - 1)),
                Tuple.of(2, numbers(depth - 1)),
                Tuple.of(2, textValues(depth - 1)),
                Tuple.of(2, times(depth - 1)),
                Tuple.of(1, intervals(depth - 1)),
                Tuple.of(1, Combinators.combine(Arbitraries.of(UNARY), part).as(Leaves::call)),
                Tuple.of(
                        1,
                        Combinators.combine(
                                        Arbitraries.of(VARIADIC),
                                        part.list().ofMinSize(1).ofMaxSize(3))
                                .as(Leaves::call)),
                Tuple.of(1, Combinators.combine(part, part).as((a, b) -> Leaves.call("nullif", a, b))),
                Tuple.of(1, extractions(depth - 1)),
                Tuple.of(1, conditionals(part, depth)),
                Tuple.of(1, part.list().ofMaxSize(3).map(elements -> new ArrayConstructor(elements, NONE))),
                Tuple.of(1, objects(part)),
                Tuple.of(1, accesses(part, depth - 1)),
                Tuple.of(1, part.map(TypedExpressions::negate)),
                Tuple.of(
                        1,
                        Combinators.combine(Arbitraries.of(ArithmeticOperator.values()), part, part)
                                .as((operator, left, right) -> new Arithmetic(operator, left, right, NONE))));
    }

    private static Arbitrary<Expression> extractions(int depth) {
        Arbitrary<Expression> json =
                Arbitraries.oneOf(Leaves.paths(List.of("metadata.config", "input")), textValues(depth));
        return Combinators.combine(json, Arbitraries.of("a", "c", "a.b", "missing"))
                .as((text, key) -> Leaves.call("json_extract", text, Leaves.text(key)));
    }

    private static Arbitrary<Expression> conditionals(Arbitrary<Expression> part, int depth) {
        return Combinators.combine(
                        Combinators.combine(conditions(depth - 1), part)
                                .as((condition, value) -> new Branch(condition, value, NONE))
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(2),
                        part)
                .as((branches, otherwise) -> new Conditional(branches, otherwise, NONE));
    }

    private static Arbitrary<Expression> objects(Arbitrary<Expression> part) {
        return Combinators.combine(part, part)
                .as((a, b) -> new ObjectConstructor(
                        List.of(new ObjectEntry("a", a, NONE), new ObjectEntry("b", b, NONE)), NONE));
    }

    private static Arbitrary<Expression> accesses(Arbitrary<Expression> part, int depth) {
        Arbitrary<Expression> bases = Arbitraries.oneOf(
                extractions(depth),
                objects(part),
                part.list().ofMaxSize(3).map(elements -> new ArrayConstructor(elements, NONE)));
        Arbitrary<List<PathStep>> steps = Arbitraries.oneOf(
                        Arbitraries.of("a", "b").map(key -> (PathStep) new KeyStep(key, NONE)),
                        Arbitraries.integers().between(-2, 2).map(index -> (PathStep) new IndexStep(index, NONE)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
        return Combinators.combine(bases, steps).as((base, more) -> new Access(base, more, NONE));
    }
}
