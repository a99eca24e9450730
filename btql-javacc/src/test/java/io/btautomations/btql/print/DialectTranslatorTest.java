package io.btautomations.btql.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.btql.BtqlException;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.grammar.BtqlParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTranslatorTest {

    private final BtqlParser parser = new BtqlParser();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "select: * | from: x('p') traces | filter: a = 1 | sort: b DESC | limit: 5 | cursor: 'c'"
                        + "; SELECT * FROM x('p', shape => 'traces') WHERE a = 1 ORDER BY b DESC LIMIT 5 OFFSET 'c'",
                "dimensions: metadata.model AS model | measures: count(1) AS n | from: x('p') | final_filter: n > 1"
                        + "; SELECT metadata.model AS model, count(1) AS n FROM x('p') GROUP BY metadata.model HAVING n > 1",
                "measures: avg(a) AS m | from: x('p'); SELECT avg(a) AS m FROM x('p')",
                "dimensions: a | from: x('p'); SELECT a FROM x('p') GROUP BY a",
                "select: id | from: x('p') | sample: 25% repeatable (7)"
                        + "; SELECT id FROM x('p') TABLESAMPLE (25 PERCENT) REPEATABLE (7)",
                "select: id | from: x('p') | unpivot: scores AS (score, value), tags AS (tag)"
                        + "; SELECT id FROM x('p') UNPIVOT (value FOR score IN (scores)) UNPIVOT (tag FOR _ IN (tags))",
                "dimensions: day(created) AS date, model | measures: sum(a) AS total, count(1) AS n | from: x('p')"
                        + " | pivot: total, n"
                        + "; SELECT day(created) AS date, model, sum(a) AS total, count(1) AS n FROM x('p')"
                        + " GROUP BY day(created), model PIVOT (sum(a) AS total, count(1) AS n FOR model IN (ANY))",
            })
    void bothDialectsSayTheSame(String btql, String sql) throws BtqlException {
        assertThat(translated(btql, Dialect.SQL)).isEqualTo(sql);
        assertThat(translated(sql, Dialect.BTQL)).isEqualTo(btql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "select: a | from: x('p') | filter: tags INCLUDES 'b'; SELECT a FROM x('p') WHERE contains(tags, 'b')",
                "select: a | from: x('p') | filter: NOT tags INCLUDES 'b' ? c : d"
                        + "; SELECT a FROM x('p') WHERE CASE WHEN NOT contains(tags, 'b') THEN c ELSE d END",
                "select: a | from: x('p') | filter: b OR c | trace_filter: d"
                        + "; SELECT a FROM x('p') WHERE (b OR c) AND filter_spans(d)",
                "select: a | from: x('p') | trace_filter: d; SELECT a FROM x('p') WHERE filter_spans(d)",
                "select: a, count(1) | dimensions: 1 | from: x('p'); SELECT a, count(1) FROM x('p') GROUP BY 1",
            })
    void clausesBecomeSql(String btql, String sql) throws BtqlException {
        assertThat(translated(btql, Dialect.SQL)).isEqualTo(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "SELECT metadata.model, count(1) FROM x('p') GROUP BY model"
                        + "; dimensions: metadata.model | measures: count(1) | from: x('p')",
                "SELECT a AS b, count(1) FROM x('p') GROUP BY 1"
                        + "; dimensions: a AS b | measures: count(1) | from: x('p')",
                "SELECT count(1), a FROM x('p') GROUP BY a" + "; select: count(1), a | dimensions: a | from: x('p')",
                "SELECT a FROM x('p') SETTINGS b = 1; select: a | from: x('p')",
                "SELECT * FROM x('p') PIVOT (sum(value) FOR score IN (ANY))"
                        + "; dimensions: score | measures: sum(value) | from: x('p') | pivot: sum(value)",
            })
    void sqlBecomesClauses(String sql, String btql) throws BtqlException {
        assertThat(translated(sql, Dialect.BTQL)).isEqualTo(btql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "SELECT a FROM (SELECT b FROM x('p')); BTQL; BTQL cannot say a subquery",
                "select: a; SQL; SQL cannot say a query without a source",
                "infer: * | from: x('p'); SQL; SQL cannot say infer:",
                "select: a | from: x('p') | preview_length: 5; SQL; SQL cannot say preview_length:",
                "select: a | from: x('p') | comparison_key: b; SQL; SQL cannot say comparison_key:",
                "select: a | measures: count(1) | from: x('p'); SQL; SQL cannot say select: together with measures:",
                "dimensions: day(a) | measures: count(1) | pivot: count(1) | from: x('p'); SQL;"
                        + " SQL cannot say a pivot whose last dimension is no field",
                "dimensions: a | measures: count(1), sum(b) | pivot: count(1) | from: x('p'); SQL;"
                        + " SQL cannot say a pivot of some measures only",
                "select: a | from: x spans; SQL; SQL cannot say the shape of a source without ids",
            })
    void whatADialectCannotSayIsNamed(String text, Dialect target, String message) {
        assertThatThrownBy(() -> translated(text, target))
                .isInstanceOf(BtqlException.class)
                .hasMessage("BTQL-405 error: " + message);
    }

    private String translated(String text, Dialect target) throws BtqlException {
        return CanonicalPrinter.query(DialectTranslator.translate(parser.parseQuery(text), target), target);
    }
}
