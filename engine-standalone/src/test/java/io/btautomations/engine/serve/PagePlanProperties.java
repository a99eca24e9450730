package io.btautomations.engine.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.execute.QueryLimitException;
import io.btautomations.engine.query.LogInput;
import io.btautomations.engine.serve.log.KeyRange;
import io.btautomations.engine.serve.log.ServedObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not read and not sorted makes no difference to what is answered. */
class PagePlanProperties {

    private static final int ROWS = 40;
    private static final TestServer SERVER = new TestServer();
    private static final ServedObject PROJECT = SERVER.project("p");

    static {
        for (int i = 0; i < ROWS; i++) {
            SERVER.logs()
                    .write(
                            PROJECT,
                            "{'id':'r%d','root_span_id':'t%d','input':%d,'tags':['x','y']}".formatted(i, i % 9, i % 5));
        }
    }

    @AfterContainer
    static void close() {
        SERVER.close();
    }

    @Property(tries = 150)
    void answersAreThoseOfTheWholeLogInAFile(@ForAll("queries") String query)
            throws BtqlException, IOException, QueryLimitException {
        List<String> expected = new ArrayList<>();
        String segment =
                SERVER.logs().directory().resolve("p/segment-000001.jsonl").toString();
        try (LogInput input =
                LogInput.of(List.of(segment), InputStream.nullInputStream(), Optional.empty(), (rows, bytes) -> {})) {
            Btql.query(query, BtqlOptions.of(SERVER.logs().clock()::now)).run(input, row -> expected.add(row.toJson()));
        }
        List<String> answered =
                SERVER.rows(query).stream().map(Object::toString).toList();
        assertThat(answered).as(query).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> queries() {
        Arbitrary<String> keys = Arbitraries.integers().between(-1, ROWS).map(PagePlanProperties::key);
        Arbitrary<String> comparisons = Combinators.combine(
                        Arbitraries.of("_pagination_key", "_xact_id"),
                        Arbitraries.of("<", "<=", ">", ">=", "=", "!=", "is distinct"),
                        keys,
                        Arbitraries.of(true, false))
                .as(PagePlanProperties::comparison);
        Arbitrary<String> conditions = Arbitraries.oneOf(
                comparisons,
                Combinators.combine(comparisons, comparisons).as((a, b) -> a + " and " + b),
                Combinators.combine(comparisons, comparisons).as((a, b) -> "(" + a + " or " + b + ")"),
                comparisons.map(each -> "not (" + each + ")"),
                comparisons.map(each -> each + " and input > 1"));
        return Combinators.combine(
                        Arbitraries.of(
                                "select: id",
                                "select: id, input | unpivot: tags as (tag)",
                                "dimensions: input | measures: count(1) as n, max(_xact_id) as last",
                                "measures: count(1) as n"),
                        Arbitraries.of("", " traces"),
                        conditions,
                        Arbitraries.of(
                                "",
                                "",
                                "sort: _pagination_key asc",
                                "sort: _pagination_key desc",
                                "sort: _xact_id asc",
                                "sort: input"),
                        Arbitraries.of("", "limit: 3", "limit: 17"))
                .as(PagePlanProperties::query);
    }

    private static String comparison(String field, String operator, String key, boolean isMirrored) {
        String value = field.equals("_xact_id") ? transaction(key) : key;
        String symbol = operator.equals("is distinct") ? "!=" : operator;
        return isMirrored ? "'%s' %s %s".formatted(value, symbol, field) : "%s %s '%s'".formatted(field, symbol, value);
    }

    private static String query(String what, String shape, String condition, String sort, String limit) {
        boolean isGrouped = what.contains("measures");
        String order = isGrouped ? (what.startsWith("measures") ? "" : "sort: input") : sort;
        return String.join(" | ", what, "from: project_logs('p')" + shape, "filter: " + condition, order, limit)
                .replaceAll("( \\| )+", " | ")
                .replaceAll(" \\| $", "");
    }

    /** The key of a row, or one that no row has. */
    private static String key(int row) {
        List<String> keys =
                SERVER.rows("select: _pagination_key from: project_logs('p') sort: _pagination_key asc").stream()
                        .map(each -> each.get("_pagination_key").textValue())
                        .toList();
        return row < 0 ? "p00000000000000000007" : row < keys.size() ? keys.get(row) : "p18446744073709551615";
    }

    private static String transaction(String key) {
        return io.btautomations.engine.serve.log.Keys.parse(key).orElseThrow() < 0
                ? "1000196752998400000"
                : Long.toString(0x0DE1L << 48 | Long.parseLong(key.substring(1)) >>> 16);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            _pagination_key > 'p00000000000000000007'                                ; 8  ; -1
            'p00000000000000000007' >= _pagination_key                               ; 0  ; 7
            _pagination_key > 'p00000000000000000007' and _pagination_key < 'p00000000000000000010' and input = 1 ; 8 ; 9
            _pagination_key = 'p00000000000000000007' or input = 1                   ; 0  ; -1
            _pagination_key > 'p7'                                                   ; 0  ; -1
            _xact_id = '1000080592252960769'                                         ; 65536  ; 131071
            _xact_id > '1000080592252960769'                                         ; 131072 ; -1
            _xact_id <= '1000080592252960769'                                        ; 0  ; 131071
            """)
    void conditionsOnKeysSayWhatIsRead(String condition, long first, long last) throws BtqlException {
        String query = "select: id | from: project_logs('p') | filter: " + condition;
        PagePlan plan = PagePlan.of(
                Btql.query(query, BtqlOptions.of(SERVER.logs().clock()::now)).plan(), 10);
        assertThat(plan.range()).isEqualTo(new KeyRange(first, last));
    }

    @Test
    void rangesMeet() {
        assertThat(KeyRange.above(-1).isEmpty()).isTrue();
        assertThat(KeyRange.below(0).isEmpty()).isTrue();
        assertThat(KeyRange.above(5).and(KeyRange.below(7))).isEqualTo(new KeyRange(6, 6));
        assertThat(KeyRange.above(5).and(KeyRange.below(5)).isEmpty()).isTrue();
        assertThat(KeyRange.ALL.and(KeyRange.NONE).isEmpty()).isTrue();
    }
}
