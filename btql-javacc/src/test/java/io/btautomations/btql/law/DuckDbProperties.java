package io.btautomations.btql.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.execute.ResultRow;
import io.btautomations.btql.law.DuckTable.Row;
import io.btautomations.btql.plan.DefaultOrder;
import io.btautomations.btql.row.RowBlocks;
import io.btautomations.btql.row.RowLimits;
import io.btautomations.btql.value.Value;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
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
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Where DuckDB's SQL says the same, DuckDB gives the same. */
class DuckDbProperties {

    private static final BtqlOptions OPTIONS = BtqlOptions.of(
                    InstantSource.fixed(Instant.parse("2025-05-12T11:00:00Z")))
            .withOrder(DefaultOrder.AS_READ);

    private static DuckTable duck;

    @BeforeContainer
    static void open() throws SQLException {
        duck = new DuckTable();
    }

    @AfterContainer
    static void close() throws SQLException {
        duck.close();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void filters(@ForAll("tables") List<Row> rows, @ForAll("conditions") BothWays condition) throws Exception {
        duck.fill(rows);
        assertSame(
                rows,
                "SELECT id FROM project_logs('p') WHERE " + condition.ours() + " ORDER BY id",
                "SELECT id FROM r WHERE " + condition.theirs() + " ORDER BY id",
                List.of("id"),
                Integer.MAX_VALUE);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void sortedRows(
            @ForAll("tables") List<Row> rows,
            @ForAll("columns") List<BothWays> columns,
            @ForAll List<Boolean> descending,
            @ForAll @IntRange(max = 15) int limit)
            throws Exception {
        duck.fill(rows);
        List<String> names = new ArrayList<>(List.of("id"));
        List<String> order = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            names.add("c" + i);
            order.add("c" + i + (i < descending.size() && descending.get(i) ? " DESC" : ""));
        }
        assertSame(
                rows,
                "SELECT id, " + aliased(columns, "c", true) + " FROM project_logs('p') ORDER BY "
                        + String.join(", ", order) + ", id LIMIT " + limit,
                "SELECT id, " + aliased(columns, "c", false) + " FROM r ORDER BY "
                        + String.join(
                                ", ",
                                order.stream().map(each -> each + " NULLS LAST").toList()) + ", id",
                names,
                limit);
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void groups(
            @ForAll("tables") List<Row> rows,
            @ForAll("conditions") BothWays filter,
            @ForAll("keys") List<BothWays> keys,
            @ForAll("aggregates") List<BothWays> aggregates,
            @ForAll @IntRange(max = 4) int threshold,
            @ForAll @IntRange(max = 8) int limit)
            throws Exception {
        duck.fill(rows);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            names.add("k" + i);
        }
        for (int i = 0; i < aggregates.size(); i++) {
            names.add("a" + i);
        }
        String tail = " HAVING count(*) >= " + threshold + " ORDER BY "
                + String.join(", ", names.stream().map(name -> name + "#").toList());
        assertSame(
                rows,
                statement(filter, keys, aggregates, true, "project_logs('p')") + tail.replace("#", "") + " LIMIT "
                        + limit,
                statement(filter, keys, aggregates, false, "r") + tail.replace("#", " NULLS LAST"),
                names,
                limit);
    }

    private static String statement(
            BothWays filter, List<BothWays> keys, List<BothWays> aggregates, boolean ours, String source) {
        String columns = keys.isEmpty() ? "" : aliased(keys, "k", ours) + ", ";
        String positions = keys.size() == 2 ? " GROUP BY 1, 2" : keys.size() == 1 ? " GROUP BY 1" : "";
        return "SELECT " + columns + aliased(aggregates, "a", ours) + " FROM " + source + " WHERE "
                + (ours ? filter.ours() : filter.theirs()) + positions;
    }

    private static String aliased(List<BothWays> expressions, String prefix, boolean ours) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            BothWays expression = expressions.get(i);
            columns.add((ours ? expression.ours() : expression.theirs()) + " AS " + prefix + i);
        }
        return String.join(", ", columns);
    }

    private static void assertSame(List<Row> rows, String ours, String theirs, List<String> names, int limit)
            throws Exception {
        List<String> lines =
                rows.stream().map(row -> row.json(row.id() % 2 == 0)).toList();
        byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        List<List<String>> found = new ArrayList<>();
        Btql.query(ours, OPTIONS)
                .run(
                        () -> RowBlocks.of(new ByteArrayInputStream(bytes), RowLimits.DEFAULT),
                        (ResultRow row) -> found.add(names.stream()
                                .map(name -> spell(row.values().get(name)))
                                .toList()));
        assertThat(found)
                .as("%s%n%s%nover%n%s", ours, theirs, String.join("\n", lines))
                .isEqualTo(duck.query(theirs, limit));
    }

    private static String spell(Value value) {
        Object plain = ProductValues.plain(value);
        boolean isTime = plain instanceof String text && text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        return DuckTable.spell(isTime ? Instant.parse((String) plain) : plain);
    }

    @Provide
    Arbitrary<List<Row>> tables() {
        Arbitrary<Long> n = Arbitraries.longs().between(-4, 9).injectNull(0.2);
        Arbitrary<BigDecimal> x = Arbitraries.integers()
                .between(-20, 40)
                .map(quarters -> BigDecimal.valueOf(quarters * 25L, 2))
                .injectNull(0.2);
        Arbitrary<String> s = Arbitraries.of(
                        "", "a", "b", "A", "ab", "aB%", "a_b", "a\\b", "\u00c9a", "it's", "\ud83d\ude00")
                .injectNull(0.2);
        Arbitrary<Boolean> b = Arbitraries.of(true, false).injectNull(0.2);
        Arbitrary<LocalDateTime> created = Arbitraries.longs()
                .between(0, 600_000)
                .map(minutes -> LocalDateTime.of(2023, 12, 1, 0, 30).plusMinutes(minutes))
                .injectNull(0.2);
        return Combinators.combine(n, x, s, b, created)
                .as((n1, x1, s1, b1, created1) -> new Row(0, n1, x1, s1, b1, created1))
                .list()
                .ofMaxSize(15)
                .map(DuckDbProperties::numbered);
    }

    private static List<Row> numbered(List<Row> rows) {
        List<Row> numbered = new ArrayList<>();
        for (Row row : rows) {
            numbered.add(new Row(numbered.size(), row.n(), row.x(), row.s(), row.b(), row.created()));
        }
        return numbered;
    }

    @Provide
    Arbitrary<BothWays> conditions() {
        return BothWays.conditions(2);
    }

    @Provide
    Arbitrary<List<BothWays>> columns() {
        return Arbitraries.oneOf(BothWays.numbers(1), BothWays.texts(1), BothWays.times(1))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<BothWays>> keys() {
        Arbitrary<BothWays> keys = Arbitraries.oneOf(
                Arbitraries.of(
                        new BothWays("metadata.s", "s"),
                        new BothWays("metadata.b", "b"),
                        new BothWays("metadata.n % 2", "n % 2")),
                BothWays.times(1));
        return keys.list().uniqueElements().ofMaxSize(2);
    }

    @Provide
    Arbitrary<List<BothWays>> aggregates() {
        return Arbitraries.of(BothWays.aggregates()).list().ofMinSize(1).ofMaxSize(4);
    }
}
