package io.btautomations.btql.law;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Rows as JSON text: what fields usually hold, and null, nothing, other types and extremes in their places. */
final class RandomRows {

    private RandomRows() {}

    static Arbitrary<String> rows() {
        Arbitrary<String> metadata = Combinators.combine(
                        field("a", anything(1)),
                        field("b", numbers()),
                        field("c", texts()),
                        field("list", list(anything(1))),
                        field("objects", list(object("a", anything(1), "b", object("c", anything(0), "d", numbers())))),
                        field("deep", object("a", object("b", anything(0), "c", texts()), "b", numbers())),
                        field("config", texts()),
                        field("model", Arbitraries.of("\"gpt-4o\"", "\"gpt-4o-2024-08-06\"", "\"unknown\"")))
                .as((a, b, c, list, objects, deep, config, model) -> join(a, b, c, list, objects, deep, config, model));
        Arbitrary<String> metrics = Combinators.combine(
                        field("tokens", numbers()),
                        field("start", numbers()),
                        field("prompt_tokens", tokens()),
                        field("completion_tokens", tokens()),
                        field("prompt_cached_tokens", tokens()))
                .as((a, b, c, d, e) -> join(a, b, c, d, e));
        Arbitrary<String> first = Combinators.combine(
                        field("id", texts()),
                        field("created", times()),
                        field("is_root", Arbitraries.of("true", "false")),
                        field("tags", list(texts())),
                        field("input", anything(1)),
                        field("output", object("a", texts(), "b", anything(0))),
                        field("scores", object("a", numbers(), "b", numbers())))
                .as((a, b, c, d, e, f, g) -> join(a, b, c, d, e, f, g));
        Arbitrary<String> second = Combinators.combine(
                        field("metadata", metadata),
                        field("metrics", metrics),
                        field("origin", object("created", times(), "id", texts())),
                        field("error", anything(0)),
                        field(
                                "span_attributes",
                                object("purpose", Arbitraries.of("\"scorer\"", "null"), "name", texts())))
                .as((a, b, c, d, e) -> join(a, b, c, d, e));
        return Combinators.combine(first, second).as(RandomRows::join);
    }

    /** A member, or nothing, or null, or a value of another type. */
    private static Arbitrary<String> field(String key, Arbitrary<String> values) {
        return Arbitraries.frequencyOf(
                        Tuple.of(12, values),
                        Tuple.of(1, Arbitraries.just("")),
                        Tuple.of(1, Arbitraries.just("null")),
                        Tuple.of(
                                1,
                                Arbitraries.of(
                                        "5",
                                        "\"text\"",
                                        "true",
                                        "[]",
                                        "{}",
                                        "[1,\"a\",null]",
                                        "{\"a\":1,\"b\":[\"x y\"]}")))
                .map(value -> value.isEmpty() ? "" : "\"" + key + "\":" + value);
    }

    private static String join(String... members) {
        List<String> inner = List.of(members).stream()
                .map(member -> member.startsWith("{") ? member.substring(1, member.length() - 1) : member)
                .filter(member -> !member.isEmpty())
                .toList();
        return "{" + String.join(",", inner) + "}";
    }

    private static Arbitrary<String> object(String key, Arbitrary<String> value, String other, Arbitrary<String> more) {
        return Combinators.combine(field(key, value), field(other, more)).as((a, b) -> join(a, b));
    }

    private static Arbitrary<String> list(Arbitrary<String> elements) {
        return elements.list().ofMaxSize(3).map(list -> "[" + String.join(",", list) + "]");
    }

    private static Arbitrary<String> texts() {
        return Leaves.texts().map(text -> ReferenceValues.json(text));
    }

    private static Arbitrary<String> times() {
        return Arbitraries.of(
                "\"2024-11-09T01:00:00.250Z\"",
                "\"2024-11-09\"",
                "\"2024-12-31T23:59:59.999Z\"",
                "\"2024-02-29T00:00:00+14:00\"",
                "\"1969-07-20T20:17:40Z\"",
                "\"no time\"");
    }

    private static Arbitrary<String> tokens() {
        return Arbitraries.integers().between(0, 5_000).map(String::valueOf);
    }

    private static Arbitrary<String> numbers() {
        return Arbitraries.oneOf(
                Leaves.decimals().map(BigDecimal::toString),
                Arbitraries.of("0", "-0.0", "1.50", "1E2", "-7", "0.1", "1e400", "2.5e-400"));
    }

    private static Arbitrary<String> anything(int depth) {
        Arbitrary<String> scalars =
                Arbitraries.oneOf(texts(), numbers(), times(), Arbitraries.of("true", "false", "null"));
        return depth == 0
                ? scalars
                : Arbitraries.frequencyOf(
                        Tuple.of(5, scalars),
                        Tuple.of(1, list(anything(depth - 1))),
                        Tuple.of(1, object("a", anything(depth - 1), "b", anything(depth - 1))));
    }
}
