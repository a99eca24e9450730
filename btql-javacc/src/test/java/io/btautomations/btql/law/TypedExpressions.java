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
import io.btautomations.btql.ast.PercentLiteral;
import io.btautomations.btql.ast.StringLiteral;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
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

    private static final List<String> FIELDS = List.of(
            "metadata.a",
            "metadata.b",
            "metadata.c",
            "metadata.list",
            "metadata.list[0]",
            "metadata.list[-1]",
            "metadata.list.a",
            "metadata.objects.a",
            "metadata.objects.b.c",
            "metadata.objects[0].a",
            "metadata.deep.a.b",
            "metadata.config",
            "metadata.model",
            "input",
            "output",
            "output.a",
            "scores.a",
            "scores.b",
            "metrics.tokens",
            "metrics.start",
            "created",
            "origin.created",
            "tags",
            "tags[0]",
            "tags[-2]",
            "is_root",
            "error",
            "missing",
            "id");
    private static final List<String> TEXT_FIELDS =
            List.of("metadata.a", "metadata.c", "id", "tags[0]", "input", "output.a");
    private static final List<String> NUMBER_FIELDS =
            List.of("scores.a", "scores.b", "metrics.tokens", "metadata.a", "metadata.b", "metadata.list[0]");
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "b",
            "ab",
            "A b",
            "a_b",
            "50% off",
            "x-y z",
            "\u00c9t\u00e9",
            "\ud83d\ude00",
            "it's",
            "a\\b",
            "7",
            "-1.50",
            "1e3",
            "true",
            "2024-11-09",
            "2024-11-09T01:00:00.250Z",
            "2024-11-09 03:30:00+02:00",
            "2024-02-30",
            "7 days",
            "2 month",
            "{\"a\":{\"b\":[1,2.50]},\"c\":\"x\"}",
            "{\"a\":",
            "[1,2]");

    private TypedExpressions() {}

    static Arbitrary<Expression> paths(List<String> fields) {
        return Arbitraries.of(fields).map(TypedExpressions::path);
    }

    static Path path(String field) {
        List<PathStep> steps = new ArrayList<>();
        for (String piece : field.split("\\.")) {
            String key = piece.replaceAll("\\[.*", "");
            steps.add(new KeyStep(key, NONE));
            if (piece.endsWith("]")) {
                int index = Integer.parseInt(piece.substring(key.length() + 1, piece.length() - 1));
                steps.add(new IndexStep(index, NONE));
            }
        }
        return new Path(steps, NONE);
    }

    static Arbitrary<String> texts() {
        return Arbitraries.of(TEXTS);
    }

    static Arbitrary<BigDecimal> decimals() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(-3, 12).map(BigDecimal::valueOf)),
                Tuple.of(
                        2,
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.valueOf(-9), BigDecimal.valueOf(9))
                                .ofScale(2)),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                        "9223372036854775807",
                                        "-9223372036854775808",
                                        "9223372036854775808",
                                        "9007199254740993",
                                        "9007199254740992.5",
                                        "0.1",
                                        "0.30000000000000004",
                                        "1e300",
                                        "-1.5e308",
                                        "1e-310",
                                        "1731110400.125")
                                .map(BigDecimal::new)));
    }

    static Arbitrary<Expression> conditions(int depth) {
        if (depth == 0) {
            return Arbitraries.oneOf(
                    Arbitraries.of(true, false).map(value -> new BooleanLiteral(value, NONE)),
                    paths(List.of("is_root", "metadata.a", "metadata.objects.a", "scores.b")));
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
                Tuple.of(1, Combinators.combine(any, any).as((a, b) -> call("contains", a, b))),
                Tuple.of(1, Combinators.combine(any, any).as((a, b) -> call("includes", a, b))),
                Tuple.of(1, comparisons(0).map(inner -> call("any_span", inner))),
                Tuple.of(1, comparisons(0).map(inner -> call("filter_spans", inner))),
                Tuple.of(1, textOperands(0).map(text -> call("search", text))),
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
                        .map(TypedExpressions::text),
                textOperands(depth));
        Arbitrary<Expression> operands = Arbitraries.oneOf(textValues(depth), anything(depth));
        return Combinators.combine(operators, operands, patterns)
                .as((operator, left, right) -> new Comparison(operator, left, right, NONE));
    }

    private static Arbitrary<Expression> lists(int depth) {
        return Arbitraries.oneOf(
                anything(depth).list().ofMaxSize(4).map(elements -> new ArrayConstructor(elements, NONE)),
                anything(0).list().ofMaxSize(4).map(elements -> new ArrayConstructor(elements, NONE)),
                paths(List.of("tags", "metadata.list", "metadata.objects.a", "metadata.a")));
    }

    static Arbitrary<Expression> numbers(int depth) {
        Arbitrary<Expression> leaves = Arbitraries.oneOf(
                decimals().map(value -> new NumberLiteral(value, NONE)),
                Arbitraries.integers()
                        .between(-20, 150)
                        .map(value -> new PercentLiteral(BigDecimal.valueOf(value), NONE)),
                paths(NUMBER_FIELDS));
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
                Tuple.of(1, anything(depth - 1).map(operand -> call("len", operand))),
                Tuple.of(1, textValues(depth - 1).map(operand -> call("length", operand))),
                Tuple.of(
                        1,
                        Combinators.combine(number, Arbitraries.integers().between(-3, 4))
                                .as((value, digits) ->
                                        call("round", value, new NumberLiteral(BigDecimal.valueOf(digits), NONE)))),
                Tuple.of(1, number.map(value -> call("round", value))),
                Tuple.of(1, anything(depth - 1).map(value -> call("to_number", value))),
                Tuple.of(1, anything(depth - 1).map(value -> call("to_integer", value))),
                Tuple.of(1, Arbitraries.just(call("estimated_cost"))));
    }

    private static Expression negate(Expression operand) {
        return operand instanceof NumberLiteral number
                ? new NumberLiteral(number.value().negate(), NONE)
                : new Negate(operand, NONE);
    }

    /** Expressions whose type is string or not known, as the right side of LIKE wants them. */
    private static Arbitrary<Expression> textOperands(int depth) {
        Arbitrary<Expression> leaves = Arbitraries.oneOf(
                texts().map(TypedExpressions::text), paths(List.of("metadata.a", "metadata.c", "tags[0]", "missing")));
        return depth == 0
                ? leaves
                : Arbitraries.oneOf(leaves, textValues(depth - 1).map(operand -> call("lower", operand)));
    }

    static Arbitrary<Expression> textValues(int depth) {
        Arbitrary<Expression> leaves = Arbitraries.oneOf(texts().map(TypedExpressions::text), paths(TEXT_FIELDS));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<Expression> text = Arbitraries.lazy(() -> textValues(depth - 1));
        Arbitrary<Expression> position =
                Arbitraries.integers().between(-2, 5).map(value -> new NumberLiteral(BigDecimal.valueOf(value), NONE));
        return Arbitraries.frequencyOf(
                Tuple.of(3, leaves),
                Tuple.of(1, text.map(operand -> call("lower", operand))),
                Tuple.of(1, text.map(operand -> call("upper", operand))),
                Tuple.of(
                        1,
                        anything(depth - 1)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(3)
                                .map(arguments -> call("concat", arguments))),
                Tuple.of(1, Combinators.combine(text, position).as((a, b) -> call("substring", a, b))),
                Tuple.of(1, Combinators.combine(text, position, position).as((a, b, c) -> call("substring", a, b, c))),
                Tuple.of(1, anything(depth - 1).map(operand -> call("to_string", operand))));
    }

    static Arbitrary<Expression> times(int depth) {
        Arbitrary<Expression> leaves = Arbitraries.oneOf(
                paths(List.of("created", "origin.created")),
                Arbitraries.of(call("now"), call("current_timestamp"), call("current_date")));
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
                .map(TypedExpressions::text);
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
                                .as(TypedExpressions::call)),
                Tuple.of(2, Combinators.combine(unit, time).as((a, b) -> call("date_trunc", a, b))),
                Tuple.of(1, anything(depth - 1).map(operand -> call("to_datetime", operand))),
                Tuple.of(1, anything(depth - 1).map(operand -> call("to_date", operand))),
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
                        anything(depth - 1).map(operand -> call("to_interval", operand)),
                        Combinators.combine(times(depth - 1), times(depth - 1))
                                .as((a, b) -> new Arithmetic(ArithmeticOperator.SUBTRACT, a, b, NONE)));
    }

    static Arbitrary<Expression> anything(int depth) {
        Arbitrary<Expression> leaves = Arbitraries.oneOf(
                paths(FIELDS),
                decimals().map(value -> new NumberLiteral(value, NONE)),
                texts().map(TypedExpressions::text),
                Arbitraries.of(true, false).map(value -> new BooleanLiteral(value, NONE)),
                Arbitraries.just(new NullLiteral(NONE)),
                intervals(0));
        if (depth == 0) {
            return Arbitraries.frequencyOf(Tuple.of(3, paths(FIELDS)), Tuple.of(2, leaves));
        }
        Arbitrary<Expression> part = Arbitraries.lazy(() -> anything(depth - 1));
        return Arbitraries.frequencyOf(
                Tuple.of(4, anything(0)),
                Tuple.of(2, conditions(depth - 1)),
                Tuple.of(2, numbers(depth - 1)),
                Tuple.of(2, textValues(depth - 1)),
                Tuple.of(2, times(depth - 1)),
                Tuple.of(1, intervals(depth - 1)),
                Tuple.of(1, Combinators.combine(Arbitraries.of(UNARY), part).as(TypedExpressions::call)),
                Tuple.of(
                        1,
                        Combinators.combine(
                                        Arbitraries.of(VARIADIC),
                                        part.list().ofMinSize(1).ofMaxSize(3))
                                .as(TypedExpressions::call)),
                Tuple.of(1, Combinators.combine(part, part).as((a, b) -> call("nullif", a, b))),
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
        Arbitrary<Expression> json = Arbitraries.oneOf(paths(List.of("metadata.config", "input")), textValues(depth));
        return Combinators.combine(json, Arbitraries.of("a", "c", "a.b", "missing"))
                .as((text, key) -> call("json_extract", text, text(key)));
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

    static StringLiteral text(String value) {
        return new StringLiteral(value, NONE);
    }

    static FunctionCall call(String name, Expression... arguments) {
        return call(name, Arrays.asList(arguments));
    }

    static FunctionCall call(String name, List<Expression> arguments) {
        return new FunctionCall(new Name(name, NONE), false, arguments, List.of(), NONE);
    }
}
