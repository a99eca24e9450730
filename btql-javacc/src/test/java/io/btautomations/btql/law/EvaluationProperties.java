package io.btautomations.btql.law;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.CompiledExpression;
import io.btautomations.btql.CompiledFilter;
import io.btautomations.btql.Verdict;
import io.btautomations.btql.ast.ComparisonOperator;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.function.FunctionRegistry;
import io.btautomations.btql.print.CanonicalPrinter;
import io.btautomations.btql.row.RowCheck;
import io.btautomations.btql.value.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is asked of whatever row, the engine answers as the reference interpreter does. */
class EvaluationProperties {

    private static final Instant NOW = Instant.parse("2025-05-12T11:00:00.125Z");

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
    void valuesAreThoseOfTheReference(
            @ForAll("expressions") Expression expression,
            @ForAll("rows") List<String> rows,
            @ForAll("offsets") int minutes)
            throws Exception {
        String text = CanonicalPrinter.filter(expression);
        CompiledExpression compiled = Btql.expression(text, options(minutes));
        for (String row : rows) {
            byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
            Value found =
                    compiled.newRowExpression().value(bytes, 0, bytes.length).orElseThrow();
            Object expected = ReferenceValues.whole(reference(row, minutes).value(expression));
            assertThat(ReferenceValues.equal(ProductValues.plain(found), expected))
                    .as("%s%non %s%nis %s%nbut should be %s", text, row, found, expected)
                    .isTrue();
        }
    }

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
    void verdictsAreThoseOfTheReference(@ForAll("conditions") Expression condition, @ForAll("rows") List<String> rows)
            throws Exception {
        String text = CanonicalPrinter.filter(condition);
        CompiledFilter plain = Btql.filter(text, options(0));
        CompiledFilter checking = Btql.filter(text, options(0).withRowCheck(RowCheck.EVERY_BYTE));
        for (String row : rows) {
            byte[] bytes = ("##" + row + "##").getBytes(StandardCharsets.UTF_8);
            Boolean truth = reference(row, 0).truth(condition);
            Verdict expected = truth == null ? Verdict.UNKNOWN : truth ? Verdict.TRUE : Verdict.FALSE;
            for (CompiledFilter filter : List.of(plain, checking)) {
                assertThat(filter.newRowFilter().test(bytes, 2, bytes.length - 2))
                        .as("%s%non %s", text, row)
                        .isEqualTo(expected);
            }
        }
    }

    /** The laws above are about all of the language only if their expressions are. */
    @Example
    void everyFunctionAndOperatorOccurs() {
        TreeSet<String> generated = new TreeSet<>();
        generated.addAll(TypedExpressions.UNARY);
        generated.addAll(TypedExpressions.NULLARY);
        generated.addAll(TypedExpressions.VARIADIC);
        generated.addAll(TypedExpressions.OTHER);
        assertThat(generated).containsAll(FunctionRegistry.scalarNames());

        TreeSet<String> operators = new TreeSet<>();
        TreeSet<String> functions = new TreeSet<>();
        List<Expression> samples = new ArrayList<>();
        net.jqwik.api.Arbitraries.oneOf(expressions(), conditions())
                .sampleStream()
                .limit(3_000)
                .forEach(samples::add);
        samples.forEach(sample -> collect(sample, operators, functions));
        assertThat(functions).isEqualTo(generated);
        assertThat(operators)
                .containsAll(Arrays.stream(ComparisonOperator.values())
                        .map(Enum::name)
                        .toList());
        assertThat(operators)
                .contains("And", "Or", "Not", "IsNull", "In", "Conditional", "Arithmetic", "Negate", "Access", "Path");
    }

    private static void collect(Expression expression, TreeSet<String> operators, TreeSet<String> functions) {
        operators.add(expression.getClass().getSimpleName());
        if (expression instanceof io.btautomations.btql.ast.Comparison comparison) {
            operators.add(comparison.operator().name());
        }
        if (expression instanceof io.btautomations.btql.ast.FunctionCall call) {
            functions.add(call.name().text());
        }
        expression.children().forEach(child -> collect(child, operators, functions));
    }

    @Provide
    Arbitrary<Expression> expressions() {
        return TypedExpressions.anything(3);
    }

    @Provide
    Arbitrary<Expression> conditions() {
        return net.jqwik.api.Arbitraries.oneOf(
                TypedExpressions.conditions(1), TypedExpressions.conditions(2), TypedExpressions.conditions(3));
    }

    @Provide
    Arbitrary<List<String>> rows() {
        return RandomRows.rows().list().ofSize(8);
    }

    @Provide
    Arbitrary<Integer> offsets() {
        return net.jqwik.api.Arbitraries.of(0, 480, -330);
    }

    private static BtqlOptions options(int minutes) {
        return BtqlOptions.of(InstantSource.fixed(NOW)).withTimeZoneOffsetMinutes(minutes);
    }

    private static Reference reference(String row, int minutes) throws JsonProcessingException {
        JsonNode node = ReferenceFunctions.MAPPER.readTree(row);
        return new Reference(node, NOW, ZoneOffset.ofTotalSeconds(-60 * minutes));
    }
}
