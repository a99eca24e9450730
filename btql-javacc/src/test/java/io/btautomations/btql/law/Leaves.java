package io.btautomations.btql.law;

import static io.btautomations.btql.source.SourceSpan.NONE;

import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.FunctionCall;
import io.btautomations.btql.ast.IndexStep;
import io.btautomations.btql.ast.KeyStep;
import io.btautomations.btql.ast.Name;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.ast.PathStep;
import io.btautomations.btql.ast.StringLiteral;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** What random expressions are made of in the end: fields, literals, and the calls around them. */
final class Leaves {

    static final List<String> FIELDS = List.of(
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
    static final List<String> TEXT_FIELDS = List.of("metadata.a", "metadata.c", "id", "tags[0]", "input", "output.a");
    static final List<String> NUMBER_FIELDS =
            List.of("scores.a", "scores.b", "metrics.tokens", "metadata.a", "metadata.b", "metadata.list[0]");
    static final List<String> TEXTS = List.of(
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

    private Leaves() {}

    static Arbitrary<Expression> paths(List<String> fields) {
        return Arbitraries.of(fields).map(Leaves::path);
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
