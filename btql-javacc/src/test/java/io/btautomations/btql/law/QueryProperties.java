package io.btautomations.btql.law;

import static io.btautomations.btql.source.SourceSpan.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.ast.ArrayConstructor;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.NumberLiteral;
import io.btautomations.btql.execute.ResultRow;
import io.btautomations.btql.law.ReferenceQuery.Aggregate;
import io.btautomations.btql.law.ReferenceQuery.Sort;
import io.btautomations.btql.plan.DefaultOrder;
import io.btautomations.btql.print.CanonicalPrinter;
import io.btautomations.btql.row.RowBlocks;
import io.btautomations.btql.row.RowLimits;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whole queries give what the reference gives that goes through its lists one after the other. */
class QueryProperties {

    private static final Instant NOW = Instant.parse("2025-05-12T11:00:00.125Z");
    private static final BtqlOptions OPTIONS =
            BtqlOptions.of(InstantSource.fixed(NOW)).withOrder(DefaultOrder.AS_READ);
    private static final BigDecimal TOLERANCE = new BigDecimal("1e-12");

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void groupsAreThoseOfTheReference(
            @ForAll("rows") List<String> rows,
            @ForAll("conditions") Expression filter,
            @ForAll("keys") List<Expression> keys,
            @ForAll("aggregates") List<Aggregate> aggregates,
            @ForAll @IntRange(max = 5) int threshold,
            @ForAll("sorts") List<Sort> wantedSort,
            @ForAll @IntRange(max = 6) int limit,
            @ForAll @IntRange(min = 1, max = 3) int threads)
            throws Exception {
        List<Sort> sort =
                wantedSort.stream().filter(each -> each.column() < keys.size()).toList();
        List<String> names = new ArrayList<>();
        List<String> dimensions = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            names.add("k" + i);
            dimensions.add(text(keys.get(i)) + " as k" + i);
        }
        List<String> measures = new ArrayList<>(List.of("count(1) as n"));
        List<Aggregate> all = new ArrayList<>(List.of(new Aggregate("count", new NumberLiteral(BigDecimal.ONE, NONE))));
        names.add("n");
        for (int i = 0; i < aggregates.size(); i++) {
            names.add("m" + i);
            measures.add(call(aggregates.get(i)) + " as m" + i);
            all.add(aggregates.get(i));
        }
        String query = (dimensions.isEmpty() ? "" : "dimensions: " + String.join(", ", dimensions) + " | ")
                + "measures: " + String.join(", ", measures)
                + " | filter: " + text(filter)
                + " | final_filter: n * 2 >= " + threshold
                + sortText(sort, names)
                + " | limit: " + limit;
        List<List<Object>> groups = new ArrayList<>(new ReferenceQuery(rows, NOW).grouped(filter, keys, all));
        groups.removeIf(group -> ((BigDecimal) group.get(keys.size())).intValueExact() * 2 < threshold);
        assertRows(query, rows, names, ReferenceQuery.sorted(groups, keys, sort, limit), threads);
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void rowsAreThoseOfTheReference(
            @ForAll("rows") List<String> rows,
            @ForAll("conditions") Expression filter,
            @ForAll("columns") List<Expression> columns,
            @ForAll("sorts") List<Sort> wantedSort,
            @ForAll @IntRange(max = 12) int limit,
            @ForAll @IntRange(min = 1, max = 3) int threads)
            throws Exception {
        List<Sort> sort = wantedSort.stream()
                .filter(each -> each.column() < columns.size())
                .toList();
        List<String> names = new ArrayList<>();
        List<String> select = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            names.add("c" + i);
            select.add(text(columns.get(i)) + " AS c" + i);
        }
        String query = "select: " + String.join(", ", select)
                + " | filter: " + text(filter)
                + sortText(sort, names)
                + " | limit: " + limit;
        List<List<Object>> expected = new ReferenceQuery(rows, NOW).plain(filter, columns);
        assertRows(query, rows, names, ReferenceQuery.sorted(expected, columns, sort, limit), threads);
    }

    private static String sortText(List<Sort> sort, List<String> names) {
        List<String> items = sort.stream()
                .map(each -> names.get(each.column()) + (each.descending() ? " desc" : ""))
                .toList();
        return items.isEmpty() ? "" : " | sort: " + String.join(", ", items);
    }

    private static String text(Expression expression) {
        return CanonicalPrinter.filter(expression);
    }

    private static String call(Aggregate aggregate) {
        String argument = text(aggregate.argument());
        return aggregate.function().equals("median")
                ? "percentile(" + argument + ", 50%)"
                : aggregate.function() + "(" + argument + ")";
    }

    private static void assertRows(
            String query, List<String> rows, List<String> names, List<List<Object>> expected, int threads)
            throws Exception {
        List<List<Object>> found = new ArrayList<>();
        byte[] bytes = String.join("\n", rows).getBytes(StandardCharsets.UTF_8);
        Btql.query(query, OPTIONS.withThreads(threads))
                .run(
                        () -> RowBlocks.of(new ByteArrayInputStream(bytes), RowLimits.DEFAULT),
                        (ResultRow row) -> found.add(names.stream()
                                .map(name -> row.values().get(name))
                                .map(ProductValues::plain)
                                .collect(ArrayList::new, ArrayList::add, ArrayList::addAll)));
        String message =
                query + "\nover\n" + String.join("\n", rows) + "\ngives\n" + lines(found) + "\nnot\n" + lines(expected);
        assertThat(found.size()).as(message).isEqualTo(expected.size());
        for (int row = 0; row < found.size(); row++) {
            for (int column = 0; column < names.size(); column++) {
                Object value = found.get(row).get(column);
                Object wanted = expected.get(row).get(column);
                assertThat(isNear(value, wanted)).as(message).isTrue();
            }
        }
    }

    private static String lines(List<List<Object>> rows) {
        return String.join("\n", rows.stream().map(ReferenceValues::json).toList());
    }

    /** Sums of fractions may differ in the last digits. */
    private static boolean isNear(Object found, Object expected) {
        if (found instanceof BigDecimal a && expected instanceof BigDecimal b && a.compareTo(b) != 0) {
            return a.subtract(b)
                            .abs()
                            .compareTo(b.abs()
                                    .multiply(TOLERANCE, MathContext.DECIMAL64)
                                    .max(TOLERANCE))
                    <= 0;
        }
        return ReferenceValues.equal(found, expected);
    }

    @Provide
    Arbitrary<List<String>> rows() {
        return RandomRows.rows().list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<Expression> conditions() {
        return Arbitraries.oneOf(
                Leaves.paths(List.of("is_root")), TypedExpressions.conditions(1), TypedExpressions.conditions(2));
    }

    @Provide
    Arbitrary<List<Expression>> keys() {
        Arbitrary<Expression> keys = Arbitraries.oneOf(
                        Leaves.paths(List.of("metadata.model", "is_root", "metadata.a", "tags", "metadata.list.a")),
                        TypedExpressions.anything(2))
                .map(QueryProperties::noPosition);
        return keys.list().ofMaxSize(2);
    }

    /** A number alone would be a position. */
    private static Expression noPosition(Expression expression) {
        return expression instanceof NumberLiteral ? new ArrayConstructor(List.of(expression), NONE) : expression;
    }

    @Provide
    Arbitrary<List<Expression>> columns() {
        return TypedExpressions.anything(2).list().ofMinSize(1).ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<Aggregate>> aggregates() {
        Arbitrary<Expression> numbers = Arbitraries.oneOf(
                Leaves.paths(List.of("metrics.prompt_tokens", "metrics.completion_tokens", "is_root")),
                Arbitraries.of("round(scores.b / 3, 2)", "metadata.b / 7", "len(input)", "scores.a > 0")
                        .map(QueryProperties::parse));
        Arbitrary<Aggregate> adding = Combinators.combine(Arbitraries.of("sum", "avg", "median"), numbers)
                .as(Aggregate::new);
        Arbitrary<Aggregate> others = Combinators.combine(
                        Arbitraries.of("count", "count_distinct", "min", "max", "any_value"),
                        TypedExpressions.anything(1))
                .as(Aggregate::new);
        return Arbitraries.oneOf(adding, others).list().ofMaxSize(3);
    }

    private static Expression parse(String text) {
        try {
            return new io.btautomations.btql.grammar.BtqlParser().parseFilter(text);
        } catch (io.btautomations.btql.BtqlException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Provide
    Arbitrary<List<Sort>> sorts() {
        return Combinators.combine(Arbitraries.integers().between(0, 2), Arbitraries.of(true, false))
                .as(Sort::new)
                .list()
                .ofMaxSize(2);
    }
}
