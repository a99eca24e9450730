package io.btautomations.btql.law;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * An expression in our language and the one of DuckDB's SQL that means the same.
 *
 * @param ours text of a filter
 * @param theirs text of SQL
 */
record BothWays(String ours, String theirs) {

    private static final String SAME = "";

    static Arbitrary<BothWays> conditions(int depth) {
        Arbitrary<BothWays> simple = Arbitraries.frequencyOf(
                Tuple.of(4, compared(numbers(1))),
                Tuple.of(3, compared(texts(1))),
                Tuple.of(3, compared(times(1), timeLiterals())),
                Tuple.of(2, like()),
                Tuple.of(2, in()),
                Tuple.of(1, Arbitraries.oneOf(numbers(1), texts(1), times(1)).map(each -> unary(each, " is null"))),
                Tuple.of(1, Arbitraries.oneOf(numbers(1), texts(1), times(1)).map(each -> unary(each, " is not null"))),
                Tuple.of(1, between()),
                Tuple.of(1, Arbitraries.of(new BothWays("metadata.b", "b"), new BothWays("true", "true"))));
        if (depth == 0) {
            return simple;
        }
        Arbitrary<BothWays> part = Arbitraries.lazy(() -> conditions(depth - 1));
        return Arbitraries.frequencyOf(
                Tuple.of(3, simple),
                Tuple.of(2, Combinators.combine(part, part).as((a, b) -> binary(a, " and ", b, SAME))),
                Tuple.of(2, Combinators.combine(part, part).as((a, b) -> binary(a, " or ", b, SAME))),
                Tuple.of(2, part.map(each -> new BothWays("(not " + each.ours + ")", "(not " + each.theirs + ")"))));
    }

    private static Arbitrary<BothWays> compared(Arbitrary<BothWays> operands) {
        return compared(operands, operands);
    }

    private static Arbitrary<BothWays> compared(Arbitrary<BothWays> lefts, Arbitrary<BothWays> rights) {
        return Combinators.combine(
                        lefts, Arbitraries.of(" = ", " != ", " < ", " <= ", " > ", " >= ", " <=> ", " <!=> "), rights)
                .as((a, sign, b) -> switch (sign) {
                    case " <=> " -> binary(a, sign, b, " is not distinct from ");
                    case " <!=> " -> binary(a, sign, b, " is distinct from ");
                    default -> binary(a, sign, b, SAME);
                });
    }

    private static Arbitrary<BothWays> like() {
        Arbitrary<String> patterns = Arbitraries.of("a", "b", "A", "%", "_", "\\%", "\\_", "\\\\", " ", "\u00e9")
                .list()
                .ofMaxSize(4)
                .map(pieces -> String.join("", pieces));
        return Combinators.combine(texts(0), Arbitraries.of("like", "ilike", "not like", "not ilike"), patterns)
                .as((text, operator, pattern) -> new BothWays(
                        "(" + text.ours + " " + operator + " '" + pattern.replace("\\\\", "\\\\\\\\") + "')",
                        "(" + text.theirs + " " + operator + " '" + pattern + "' ESCAPE '\\')"));
    }

    private static Arbitrary<BothWays> in() {
        return Arbitraries.oneOf(in(numbers(0)), in(texts(0)));
    }

    private static Arbitrary<BothWays> in(Arbitrary<BothWays> operands) {
        Arbitrary<BothWays> items = Arbitraries.frequencyOf(
                Tuple.of(5, operands), Tuple.of(1, Arbitraries.just(new BothWays("null", "null"))));
        return Combinators.combine(
                        operands,
                        Arbitraries.of(" in ", " not in "),
                        items.list().ofMinSize(1).ofMaxSize(3))
                .as((value, operator, list) -> new BothWays(
                        "(" + value.ours + operator + "("
                                + String.join(
                                        ",", list.stream().map(BothWays::ours).toList()) + "))",
                        "(" + value.theirs + operator + "("
                                + String.join(
                                        ",", list.stream().map(BothWays::theirs).toList()) + "))"));
    }

    private static Arbitrary<BothWays> between() {
        return Combinators.combine(numbers(0), numbers(0), numbers(0))
                .as((a, b, c) -> new BothWays(
                        "(" + a.ours + " between " + b.ours + " and " + c.ours + ")",
                        "(" + a.theirs + " between " + b.theirs + " and " + c.theirs + ")"));
    }

    static Arbitrary<BothWays> numbers(int depth) {
        Arbitrary<BothWays> leaves = Arbitraries.oneOf(
                Arbitraries.of(new BothWays("metadata.n", "n"), new BothWays("metadata.x", "x")),
                Arbitraries.integers().between(-4, 9).map(value -> new BothWays("" + value, "" + value)),
                Arbitraries.of(new BothWays("0.25", "0.25::DOUBLE"), new BothWays("50%", "0.5::DOUBLE")));
        if (depth == 0) {
            return leaves;
        }
        return Arbitraries.frequencyOf(
                Tuple.of(3, leaves),
                Tuple.of(
                        2,
                        Combinators.combine(leaves, Arbitraries.of(" + ", " - ", " * "), leaves)
                                .as((a, sign, b) -> binary(a, sign, b, SAME))),
                Tuple.of(
                        1,
                        Combinators.combine(leaves, leaves)
                                .as((a, b) -> new BothWays(
                                        "(" + a.ours + " / " + b.ours + ")",
                                        "(" + a.theirs + "::DOUBLE / nullif(" + b.theirs + "::DOUBLE, 0))"))),
                Tuple.of(
                        1,
                        Arbitraries.integers()
                                .between(0, 4)
                                .map(value -> new BothWays(
                                        "(metadata.n % " + value + ")", "(n % nullif(" + value + ", 0))"))),
                Tuple.of(1, call("coalesce", leaves, leaves)),
                Tuple.of(1, call("nullif", leaves, leaves)),
                Tuple.of(1, call("least", leaves, leaves)),
                Tuple.of(1, call("greatest", leaves, leaves)),
                Tuple.of(1, Arbitraries.just(new BothWays("round(metadata.x)", "round(x)"))),
                Tuple.of(
                        1,
                        texts(0).map(text -> new BothWays("length(" + text.ours + ")", "length(" + text.theirs + ")"))),
                Tuple.of(
                        1,
                        Combinators.combine(compared(leaves), leaves, leaves)
                                .as((condition, a, b) -> new BothWays(
                                        "(" + condition.ours + " ? " + a.ours + " : " + b.ours + ")",
                                        "(case when " + condition.theirs + " then " + a.theirs + " else " + b.theirs
                                                + " end)"))));
    }

    static Arbitrary<BothWays> texts(int depth) {
        Arbitrary<BothWays> leaves = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(new BothWays("metadata.s", "s"))),
                Tuple.of(
                        2,
                        Arbitraries.of("", "a", "B", "ab", "a%", "\u00e9", "it''s")
                                .map(text -> new BothWays("'" + text + "'", "'" + text + "'"))));
        if (depth == 0) {
            return leaves;
        }
        return Arbitraries.frequencyOf(
                Tuple.of(3, leaves),
                Tuple.of(1, leaves.map(text -> new BothWays("lower(" + text.ours + ")", "lower(" + text.theirs + ")"))),
                Tuple.of(1, leaves.map(text -> new BothWays("upper(" + text.ours + ")", "upper(" + text.theirs + ")"))),
                Tuple.of(1, call("concat", leaves, leaves)),
                Tuple.of(1, call("coalesce", leaves, leaves)),
                Tuple.of(
                        1,
                        Combinators.combine(
                                        Arbitraries.integers().between(1, 4),
                                        Arbitraries.integers().between(0, 3))
                                .as((start, length) -> new BothWays(
                                        "substring(metadata.s, " + start + ", " + length + ")",
                                        "substring(s, " + start + ", " + length + ")"))));
    }

    static Arbitrary<BothWays> times(int depth) {
        Arbitrary<BothWays> leaves = Arbitraries.just(new BothWays("created", "created"));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<BothWays> truncated = Arbitraries.of("second", "minute", "hour", "day", "week", "month", "year")
                .map(unit ->
                        new BothWays("date_trunc('" + unit + "', created)", "date_trunc('" + unit + "', created)"));
        Arbitrary<BothWays> shifted = Combinators.combine(
                        Arbitraries.of(" + ", " - "),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of("year", "month", "day", "hour", "minute", "second"))
                .as((sign, amount, unit) -> new BothWays(
                        "(created" + sign + "interval " + amount + " " + unit + ")",
                        "(created" + sign + "interval " + amount + " " + unit + ")"));
        return Arbitraries.oneOf(leaves, truncated, shifted);
    }

    private static Arbitrary<BothWays> timeLiterals() {
        return Arbitraries.oneOf(
                times(0),
                Arbitraries.of("2024-11-09", "2024-02-29", "2024-12-30T23:30:00Z", "2023-12-31T00:00:00.000Z")
                        .map(text -> new BothWays("'" + text + "'", "TIMESTAMP '" + text + "'")));
    }

    private static Arbitrary<BothWays> call(String name, Arbitrary<BothWays> first, Arbitrary<BothWays> second) {
        return Combinators.combine(first, second)
                .as((a, b) -> new BothWays(
                        name + "(" + a.ours + ", " + b.ours + ")", name + "(" + a.theirs + ", " + b.theirs + ")"));
    }

    private static BothWays binary(BothWays a, String sign, BothWays b, String theirSign) {
        String other = theirSign.equals(SAME) ? sign : theirSign;
        return new BothWays("(" + a.ours + sign + b.ours + ")", "(" + a.theirs + other + b.theirs + ")");
    }

    private static BothWays unary(BothWays operand, String sign) {
        return new BothWays("(" + operand.ours + sign + ")", "(" + operand.theirs + sign + ")");
    }

    static List<BothWays> aggregates() {
        return List.of(
                new BothWays("count(*)", "count(*)"),
                new BothWays("count(metadata.n)", "count(n)"),
                new BothWays("count_distinct(metadata.s)", "count(distinct s)"),
                new BothWays("count(distinct metadata.n)", "count(distinct n)"),
                new BothWays("sum(metadata.n)", "sum(n)"),
                new BothWays("sum(metadata.b)", "sum(b::INTEGER)"),
                new BothWays("avg(metadata.x)", "avg(x)"),
                new BothWays("avg(metadata.b ? 1 : 0)", "avg(case when b then 1 else 0 end)"),
                new BothWays("min(metadata.s)", "min(s)"),
                new BothWays("max(created)", "max(created)"),
                new BothWays("min(metadata.n + metadata.x)", "min(n + x)"),
                new BothWays("percentile(metadata.x, 0.5)", "quantile_cont(x, 0.5)"),
                new BothWays("percentile(metadata.n, 90%)", "quantile_cont(n::DOUBLE, 0.9)"),
                new BothWays("count(metadata.n) / count(*)", "count(n)::DOUBLE / nullif(count(*), 0)"),
                new BothWays("sum(metadata.n) - max(metadata.n)", "sum(n) - max(n)"));
    }
}
