package io.btautomations.btql.ast;

import static io.btautomations.btql.source.SourceSpan.NONE;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random expressions of every shape that a dialect can say, with the names and texts that are hard to quote. */
public final class ExpressionArbitraries {

    private static final List<String> FUNCTIONS = List.of(
            "count",
            "sum",
            "avg",
            "now",
            "lower",
            "round",
            "contains",
            "includes",
            "replace",
            "any",
            "coalesce",
            "f_1");

    private final Dialect dialect;

    public ExpressionArbitraries(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Expressions of at most some levels. */
    public Arbitrary<Expression> expressions(int depth) {
        if (depth == 0) {
            return leaves();
        }
        Arbitrary<Expression> part = Arbitraries.lazy(() -> expressions(depth - 1));
        return Arbitraries.frequencyOf(
                Tuple.of(4, leaves()),
                Tuple.of(4, comparisons(part)),
                Tuple.of(2, logical(part)),
                Tuple.of(2, arithmetic(part)),
                Tuple.of(2, unary(part)),
                Tuple.of(2, in(part)),
                Tuple.of(2, calls(part)),
                Tuple.of(1, conditionals(part)),
                Tuple.of(1, constructors(part)),
                Tuple.of(1, accesses(part)));
    }

    /** Names of fields and aliases: plain, reserved, and impossible without quotes. */
    public static Arbitrary<String> names() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of("a", "id", "metadata", "scores", "Factuality", "_x1", "created")),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                "limit",
                                "order",
                                "end",
                                "select",
                                "interval",
                                "filter",
                                "cast",
                                "isnull",
                                "from",
                                "spans",
                                "asc",
                                "null",
                                "AND",
                                "Not",
                                "match",
                                "group",
                                "any",
                                "replace",
                                "when",
                                "sample")),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                "a b",
                                "q\"uote",
                                "back\\slash",
                                "ti`ck",
                                "",
                                "größe",
                                "1x",
                                "a.b",
                                "50%",
                                "a\nb",
                                "\\")));
    }

    public static Arbitrary<String> texts() {
        Arbitrary<String> hard =
                Arbitraries.strings().withChars("'\"\\%_`\n\té😀 aA-|:").ofMaxLength(8);
        return Arbitraries.oneOf(
                hard, Arbitraries.of("gpt-4", "2024-01-01", "it's", "%50\\% off%", "C:\\tmp\\", "--", "/*"));
    }

    public static Arbitrary<Path> paths() {
        Arbitrary<PathStep> key = names().map(name -> new KeyStep(name, NONE));
        Arbitrary<PathStep> index = Arbitraries.integers().between(-3, 12).map(value -> new IndexStep(value, NONE));
        Arbitrary<List<PathStep>> more = Arbitraries.frequencyOf(Tuple.of(3, key), Tuple.of(1, index))
                .list()
                .ofMaxSize(3);
        return Combinators.combine(key, more).as((first, rest) -> new Path(PathStep.join(List.of(first), rest), NONE));
    }

    private static Arbitrary<BigDecimal> numbers() {
        Arbitrary<BigInteger> unscaled = Arbitraries.bigIntegers()
                .between(new BigInteger("-99999999999999999999"), new BigInteger("99999999999999999999"));
        Arbitrary<BigDecimal> any = Combinators.combine(
                        unscaled, Arbitraries.integers().between(-6, 9))
                .as(BigDecimal::new);
        return Arbitraries.oneOf(any, Arbitraries.integers().between(-100, 1000).map(BigDecimal::new));
    }

    private static Arbitrary<Expression> literals() {
        Arbitrary<Long> amounts = Arbitraries.oneOf(
                Arbitraries.longs().between(-30, 90), Arbitraries.of(Long.MAX_VALUE, -Long.MAX_VALUE));
        return Arbitraries.oneOf(
                numbers().map(value -> new NumberLiteral(value, NONE)),
                texts().map(value -> new StringLiteral(value, NONE)),
                Arbitraries.of(true, false).map(value -> new BooleanLiteral(value, NONE)),
                Arbitraries.just(new NullLiteral(NONE)),
                numbers().map(value -> new PercentLiteral(value, NONE)),
                Combinators.combine(amounts, Arbitraries.of(IntervalUnit.class))
                        .as((amount, unit) -> new IntervalLiteral(amount, unit, NONE)));
    }

    private static Arbitrary<Expression> leaves() {
        return Arbitraries.oneOf(literals(), paths().map(path -> path));
    }

    private Arbitrary<Expression> comparisons(Arbitrary<Expression> part) {
        List<ComparisonOperator> operators = List.of(ComparisonOperator.values()).stream()
                .filter(operator -> dialect == Dialect.BTQL || operator != ComparisonOperator.INCLUDES)
                .toList();
        return Combinators.combine(Arbitraries.of(operators), part, part)
                .as((operator, left, right) -> operator == ComparisonOperator.IS && right instanceof NullLiteral
                        ? new IsNull(left, NONE)
                        : new Comparison(operator, left, right, NONE));
    }

    private static Arbitrary<Expression> logical(Arbitrary<Expression> part) {
        Arbitrary<List<Expression>> terms = part.list().ofMinSize(2).ofMaxSize(4);
        return Arbitraries.oneOf(terms.map(list -> new And(list, NONE)), terms.map(list -> new Or(list, NONE)));
    }

    private static Arbitrary<Expression> arithmetic(Arbitrary<Expression> part) {
        return Combinators.combine(Arbitraries.of(ArithmeticOperator.class), part, part)
                .as((operator, left, right) -> new Arithmetic(operator, left, right, NONE));
    }

    private static Arbitrary<Expression> unary(Arbitrary<Expression> part) {
        return Arbitraries.oneOf(
                part.map(operand -> new Not(operand, NONE)),
                part.map(operand -> new Negate(operand, NONE)),
                part.map(operand -> new IsNull(operand, NONE)));
    }

    private static Arbitrary<Expression> in(Arbitrary<Expression> part) {
        Arbitrary<Expression> lists = Arbitraries.oneOf(arrays(part), paths().map(path -> path), calls(part));
        return Combinators.combine(part, lists).as((value, list) -> new In(value, list, NONE));
    }

    private static Arbitrary<Expression> arrays(Arbitrary<Expression> part) {
        return part.list().ofMaxSize(3).map(elements -> new ArrayConstructor(elements, NONE));
    }

    private static Arbitrary<Expression> constructors(Arbitrary<Expression> part) {
        Arbitrary<Expression> objects = Combinators.combine(names(), part)
                .as((key, value) -> new ObjectEntry(key, value, NONE))
                .list()
                .ofMaxSize(3)
                .map(entries -> new ObjectConstructor(entries, NONE));
        return Arbitraries.oneOf(arrays(part), objects);
    }

    private static Arbitrary<Expression> calls(Arbitrary<Expression> part) {
        Arbitrary<Name> name = Arbitraries.of(FUNCTIONS).map(function -> new Name(function, NONE));
        Arbitrary<NamedArgument> named = Combinators.combine(Arbitraries.of("shape", "precision", "limits"), part)
                .as((argument, value) -> new NamedArgument(new Name(argument, NONE), value, NONE));
        Arbitrary<Expression> plain = Combinators.combine(
                        name, part.list().ofMaxSize(3), named.list().ofMaxSize(1))
                .as((function, arguments, more) -> new FunctionCall(function, false, arguments, more, NONE));
        Arbitrary<Expression> distinct = Combinators.combine(name, part)
                .as((function, argument) -> new FunctionCall(function, true, List.of(argument), List.of(), NONE));
        Arbitrary<Expression> star = Combinators.combine(name, part, names()).as((function, value, alias) -> {
            AliasedExpression replacement = new AliasedExpression(value, Optional.of(new Name(alias, NONE)), NONE);
            Star all = new Star(alias.length() > 2 ? List.of() : List.of(replacement), NONE);
            return new FunctionCall(function, false, List.of(all), List.of(), NONE);
        });
        return Arbitraries.frequencyOf(Tuple.of(6, plain), Tuple.of(1, distinct), Tuple.of(1, star));
    }

    private static Arbitrary<Expression> conditionals(Arbitrary<Expression> part) {
        Arbitrary<Branch> branch =
                Combinators.combine(part, part).as((condition, value) -> new Branch(condition, value, NONE));
        return Combinators.combine(branch.list().ofMinSize(1).ofMaxSize(3), part)
                .as((branches, otherwise) -> new Conditional(branches, otherwise, NONE));
    }

    private static Arbitrary<Expression> accesses(Arbitrary<Expression> part) {
        return Combinators.combine(part, paths()).as((base, path) -> switch (base) {
            case Path root -> new Path(PathStep.join(root.steps(), path.steps()), NONE);
            case Access access -> new Access(access.base(), PathStep.join(access.steps(), path.steps()), NONE);
            default -> new Access(base, path.steps(), NONE);
        });
    }
}
