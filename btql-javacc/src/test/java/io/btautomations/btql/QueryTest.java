package io.btautomations.btql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.btql.execute.QueryLimitException;
import io.btautomations.btql.execute.QueryLimits;
import io.btautomations.btql.execute.QueryStatistics;
import io.btautomations.btql.plan.DefaultOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {

    private static final QueryTester ROWS = QueryTester.over(
            "{\"id\":\"1\",\"created\":\"2024-11-09T01:00:00Z\",\"metadata\":{\"model\":\"gpt-4\",\"name\":\"m1\"},\"user\":{\"name\":\"ann\"},\"scores\":{\"F\":0.5,\"G\":1},\"tags\":[\"a\",\"b\"],\"metrics\":{\"tokens\":10,\"start\":1,\"end\":3}}",
            "{\"id\":\"2\",\"created\":\"2024-11-09T23:30:00.500Z\",\"metadata\":{\"model\":\"gpt-4\",\"name\":\"m2\"},\"user\":{\"name\":\"bob\"},\"scores\":{\"F\":1,\"G\":null},\"tags\":[],\"metrics\":{\"tokens\":20},\"error\":\"x\"}",
            "{\"id\":\"3\",\"created\":\"2024-11-10T05:00:00Z\",\"metadata\":{\"model\":\"claude\",\"name\":\"m3\"},\"user\":{\"name\":\"cy\"},\"scores\":{\"F\":null},\"tags\":[\"b\"],\"metrics\":{\"tokens\":30}}",
            "{\"id\":\"4\",\"created\":\"2024-11-11T05:00:00Z\",\"metadata\":{\"name\":\"m4\"},\"scores\":{},\"metrics\":{\"tokens\":40}}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select: id, metadata.model^filter: metrics.tokens > 10 | {\"id\":\"2\",\"model\":\"gpt-4\"}{\"id\":\"3\",\"model\":\"claude\"}{\"id\":\"4\",\"model\":null}",
                "select: id^sort: metrics.tokens desc^limit: 2 | {\"id\":\"4\"}{\"id\":\"3\"}",
                "select: metadata.model as m, id^filter: m = 'claude' | {\"id\":\"3\",\"m\":\"claude\"}",
                "select: metadata.model, id^filter: model = 'claude' | {\"id\":\"3\",\"model\":\"claude\"}",
                "select: metadata.name, user.name^limit: 1 | {\"metadata.name\":\"m1\",\"user.name\":\"ann\"}",
                "select: user.name as user_name, metadata.name^filter: name = 'm2' | {\"name\":\"m2\",\"user_name\":\"bob\"}",
                "select: tags[0], metrics.tokens * 2^limit: 1 | {\"metrics.tokens * 2\":20,\"tags[0]\":\"a\"}",
                "select: 1 as one^limit: 0 | ``",
                "dimensions: metadata.model^measures: count(1), avg(scores.F) as f, sum(metrics.tokens) as t | {\"count(1)\":2,\"f\":0.75,\"model\":\"gpt-4\",\"t\":30}{\"count(1)\":1,\"f\":null,\"model\":\"claude\",\"t\":30}{\"count(1)\":1,\"f\":null,\"model\":null,\"t\":40}",
                "measures: count(error) / count(1) as rate | {\"rate\":0.25}",
                "measures: count(*), max(created) as last, min(id) as first, any_value(error) as e^filter: id = 'none' | {\"count(*)\":0,\"e\":null,\"first\":null,\"last\":null}",
                "measures: max(created) as last, count_distinct(metadata.model) as models, count(distinct metadata.model) as m2 | {\"last\":\"2024-11-11T05:00:00Z\",\"m2\":2,\"models\":2}",
                "measures: percentile(metrics.tokens, 0.5) as p50, percentile(metrics.tokens, 95%) as p95, percentile(metrics.tokens, 0) as p0 | {\"p0\":10,\"p50\":25,\"p95\":38.5}",
                "measures: sum(scores.F is not null) as n, avg(metrics.tokens > 10 ? 1 : 0) as share | {\"n\":2,\"share\":0.75}",
                "dimensions: day(created) as date^measures: count(1) as n^sort: date desc | {\"date\":\"2024-11-11T00:00:00Z\",\"n\":1}{\"date\":\"2024-11-10T00:00:00Z\",\"n\":1}{\"date\":\"2024-11-09T00:00:00Z\",\"n\":2}",
                "dimensions: metadata.model^measures: count(1) as n^final_filter: n > 1 | {\"model\":\"gpt-4\",\"n\":2}",
                "dimensions: metadata.model^sort: model^limit: 2 | {\"model\":\"claude\"}{\"model\":\"gpt-4\"}",
                "select: tags[0] as tag, count(1) as n^dimensions: 1^sort: 2 desc, 1 | {\"n\":2,\"tag\":null}{\"n\":1,\"tag\":\"a\"}{\"n\":1,\"tag\":\"b\"}",
                "SELECT metadata.model, COUNT(*) AS cnt FROM x('p') GROUP BY model ORDER BY cnt DESC, model LIMIT 2 | {\"cnt\":2,\"model\":\"gpt-4\"}{\"cnt\":1,\"model\":\"claude\"}",
                "SELECT metadata.model AS m, avg(scores.F) FROM x('p') GROUP BY 1 HAVING count(1) >= 2 | {\"avg(scores.F)\":0.75,\"m\":\"gpt-4\"}",
                "SELECT metadata.model FROM x('p') GROUP BY metadata.model ORDER BY max(metrics.tokens) DESC LIMIT 1 | {\"model\":null}",
                "SELECT n, count(1) AS c FROM (SELECT metadata.model AS m, count(1) AS n FROM x('p') GROUP BY 1) s GROUP BY n ORDER BY n | {\"c\":2,\"n\":1}{\"c\":1,\"n\":2}",
                "SELECT id FROM (SELECT * FROM x('p') WHERE metrics.tokens >= 30) s WHERE metadata.model IS NOT NULL | {\"id\":\"3\"}",
                "select: id, score, value^unpivot: scores as (score, value) | {\"id\":\"1\",\"score\":\"F\",\"value\":0.5}{\"id\":\"1\",\"score\":\"G\",\"value\":1}{\"id\":\"2\",\"score\":\"F\",\"value\":1}{\"id\":\"2\",\"score\":\"G\",\"value\":null}{\"id\":\"3\",\"score\":\"F\",\"value\":null}",
                "dimensions: tag^measures: count(1) as n^unpivot: tags as (tag) | {\"n\":1,\"tag\":\"a\"}{\"n\":2,\"tag\":\"b\"}",
                "select: id, tag, score^unpivot: tags as (tag), scores as (score, v)^filter: tag = 'b' and v > 0 | {\"id\":\"1\",\"score\":\"F\",\"tag\":\"b\"}{\"id\":\"1\",\"score\":\"G\",\"tag\":\"b\"}",
                "dimensions: score^measures: sum(value) as sum_value^unpivot: scores as (score, value)^pivot: sum_value | {\"F_sum_value\":1.5,\"G_sum_value\":1}",
                "dimensions: day(created) as date, metadata.model as model^measures: sum(metrics.tokens) as t, count(1) as n^pivot: t, n | {\"claude_n\":null,\"claude_t\":null,\"date\":\"2024-11-09T00:00:00Z\",\"gpt-4_n\":2,\"gpt-4_t\":30,\"null_n\":null,\"null_t\":null}{\"claude_n\":1,\"claude_t\":30,\"date\":\"2024-11-10T00:00:00Z\",\"gpt-4_n\":null,\"gpt-4_t\":null,\"null_n\":null,\"null_t\":null}{\"claude_n\":null,\"claude_t\":null,\"date\":\"2024-11-11T00:00:00Z\",\"gpt-4_n\":null,\"gpt-4_t\":null,\"null_n\":1,\"null_t\":40}",
                "SELECT day(created) AS date, metadata.model, COUNT(1) FROM x('p') WHERE id < '4' GROUP BY day(created), metadata.model PIVOT (COUNT(1) FOR metadata.model IN (ANY)) | {\"claude_count(1)\":null,\"date\":\"2024-11-09T00:00:00Z\",\"gpt-4_count(1)\":2}{\"claude_count(1)\":1,\"date\":\"2024-11-10T00:00:00Z\",\"gpt-4_count(1)\":null}",
                "SELECT * FROM x('p') UNPIVOT (value FOR score IN (scores)) PIVOT (SUM(value) FOR score IN (ANY)) | {\"F_sum(value)\":1.5,\"G_sum(value)\":1}",
                "measures: min(created - to_datetime('2024-11-09')) as least | {\"least\":\"PT1H\"}",
                "select: id, tens^custom_columns: metrics.tokens / 10 as tens^filter: tens = 3 | {\"id\":\"3\",\"tens\":3}",
                "dimensions: kind^measures: count(1) as n^custom_columns: upper(metadata.model) as kind^filter: id < '4' | {\"kind\":\"GPT-4\",\"n\":2}{\"kind\":\"CLAUDE\",\"n\":1}",
                "dimensions: comparison_key^measures: count(1) as n^comparison_key: metadata.model^limit: 1 | {\"comparison_key\":\"gpt-4\",\"n\":2}",
                "select: id, comparison_key^comparison_key: metadata.model^filter: comparison_key = 'claude' | {\"comparison_key\":\"claude\",\"id\":\"3\"}",
                "dimensions: day(created) as date^measures: count(1) as n^pivot: n^filter: id in ('1','3') | {\"2024-11-09T00:00:00Z_n\":1,\"2024-11-10T00:00:00Z_n\":1}",
                "select: id^custom_columns: metrics.tokens / 10 as tens^filter: tens = 3 | {\"id\":\"3\",\"tens\":3}",
                "select: id^comparison_key: concat(metadata.model, '-', id)^filter: id = '1' | {\"comparison_key\":\"gpt-4-1\",\"id\":\"1\"}",
                "select: id^weighted_scores: scores.F * 2 as w^filter: id = '1' | {\"id\":\"1\",\"w\":1}",
                "infer: tags, metadata.model | {\"count\":2,\"path\":\"metadata.model\",\"top_values\":[{\"value\":\"gpt-4\",\"count\":2}],\"types\":[\"string\"]}{\"count\":2,\"path\":\"tags\",\"top_values\":[],\"types\":[\"array\"]}^inference_budget: 2",
            })
    void results(String query, String expected) throws Exception {
        String[] parts = expected.split("\\^", 2);
        String text = parts.length == 2 ? query + "\n" + parts[1] : query;
        assertThat(String.join("", ROWS.run(text.replace('^', '\n')))).isEqualTo(parts[0]);
    }

    @Test
    void starReturnsRowsAsTheyAre() throws Exception {
        List<String> rows = ROWS.run("select: *\nfilter: id = '4'");
        assertThat(rows)
                .containsExactly(
                        "{\"created\":\"2024-11-11T05:00:00Z\",\"id\":\"4\",\"metadata\":{\"name\":\"m4\"},\"metrics\":{\"tokens\":40},\"scores\":{}}");
        assertThat(ROWS.run("select: *, metrics.tokens + 1 as id\nfilter: id = '4'")
                        .getFirst())
                .contains("\"id\":41");
    }

    @Test
    void dayBoundariesMoveWithTheTimeZone() throws Exception {
        BtqlOptions pacific = QueryTester.OPTIONS.withTimeZoneOffsetMinutes(480);
        assertThat(ROWS.with(pacific).run("dimensions: day(created) as d\nmeasures: count(1) as n"))
                .containsExactly(
                        "{\"d\":\"2024-11-08T08:00:00Z\",\"n\":1}",
                        "{\"d\":\"2024-11-09T08:00:00Z\",\"n\":2}",
                        "{\"d\":\"2024-11-10T08:00:00Z\",\"n\":1}");
    }

    @Test
    void pagesFollowEachOtherByCursor() throws Exception {
        QueryTester rows = QueryTester.over(IntStream.range(0, 10)
                .mapToObj(i -> String.format("{\"id\":%d,\"_pagination_key\":\"p%020d\"}", i, (i * 7) % 10))
                .toArray(String[]::new));
        assertThat(pages(rows, "select: id | limit: 3")).isEqualTo("7,4,1|8,5,2|9,6,3|0|");
        assertThat(pages(rows, "select: id | sort: _pagination_key asc | limit: 4"))
                .isEqualTo("0,3,6,9|2,5,8,1|4,7|");
        assertThat(rows.with(QueryTester.OPTIONS.withOrder(DefaultOrder.OLDEST_FIRST))
                        .run("select: id | limit: 1"))
                .containsExactly("{\"id\":0}");
        assertThat(rows.with(QueryTester.OPTIONS.withOrder(DefaultOrder.AS_READ))
                        .run("select: id | limit: 2"))
                .containsExactly("{\"id\":0}", "{\"id\":1}");
    }

    private static String pages(QueryTester rows, String query) throws Exception {
        StringBuilder pages = new StringBuilder();
        String cursor = "";
        while (true) {
            List<String> page = new ArrayList<>();
            QueryStatistics statistics = rows.statistics(query + cursor, page);
            if (page.isEmpty()) {
                assertThat(statistics.cursor()).isEmpty();
                return pages.toString();
            }
            pages.append(String.join(",", page).replaceAll("[^0-9,]", "")).append('|');
            cursor = " | cursor: '" + statistics.cursor().orElseThrow() + "'";
        }
    }

    @Test
    void cursorsAreThoseOfBraintrust() throws Exception {
        QueryTester rows = QueryTester.over("{\"_pagination_key\":\"p07639156255808880640\"}");
        QueryStatistics statistics = rows.statistics("select: *", new ArrayList<>());
        assertThat(statistics.cursor()).contains("agO8JAMxAAA");
    }

    @Test
    void pagesInTheOrderOfTransactionsLeaveNothingOut() throws Exception {
        QueryTester rows = QueryTester.over(IntStream.of(3, 1, 2, 5, 4)
                .mapToObj(i ->
                        String.format("{\"id\":%d,\"_xact_id\":\"%d\",\"_pagination_key\":\"p%020d\"}", i, i / 4, i))
                .toArray(String[]::new));
        assertThat(pages(rows, "select: id | sort: _xact_id | limit: 2")).isEqualTo("1,2|3,4|5|");
        assertThat(pages(rows, "select: id | sort: _xact_id desc | limit: 2")).isEqualTo("5,4|3,2|1|");
    }

    @Test
    void unpivotedRowsGiveNoCursor() throws Exception {
        QueryTester row = QueryTester.over("{\"tags\":[1,2],\"_pagination_key\":\"p00000000000000000001\"}");
        String query = "select: tag | unpivot: tags as (tag) | limit: 1";
        assertThat(row.statistics(query, new ArrayList<>()).cursor()).isEmpty();
        assertThatThrownBy(() -> row.run(query + " | cursor: 'AAAAAAAAAAE'"))
                .isInstanceOf(BtqlException.class)
                .hasMessageContaining("BTQL-314");
    }

    @Test
    void samplesAreRepeatableAndOfTheWantedSize() throws Exception {
        QueryTester rows = QueryTester.over(
                IntStream.range(0, 2_000).mapToObj(i -> "{\"id\":" + i + "}").toArray(String[]::new));
        List<String> fifty = rows.run("select: id | sample: 50");
        assertThat(fifty).hasSize(50).doesNotHaveDuplicates().isEqualTo(rows.run("select: id | sample: 50"));
        assertThat(rows.run("select: id | sample: 5000")).hasSize(2_000);
        assertThat(rows.run("select: id | sample: 25%")).hasSizeBetween(420, 580);
        assertThat(rows.with(QueryTester.OPTIONS.withSampleSeed(1)).run("select: id | sample: 50"))
                .hasSize(50)
                .isNotEqualTo(fifty);
    }

    @Test
    void malformedRowsAreCountedAndPassedOver() throws Exception {
        List<String> results = new ArrayList<>();
        QueryStatistics statistics = QueryTester.over("{\"id\":1}", "{\"id\":", "[]", "", "{\"id\":2}")
                .statistics("measures: count(1) as n", results);
        assertThat(results).containsExactly("{\"n\":2}");
        assertThat(statistics.rowsRead()).isEqualTo(4);
        assertThat(statistics.malformedRows()).isEqualTo(2);
        assertThat(statistics.rowsReturned()).isEqualTo(1);
    }

    @Test
    void limitsEndQueriesThatNeedTooMuch() {
        QueryTester rows = QueryTester.over(
                IntStream.range(0, 100).mapToObj(i -> "{\"id\":" + i + "}").toArray(String[]::new));
        BtqlOptions few = QueryTester.OPTIONS.withLimits(new QueryLimits(10, 10, 2_000));
        assertThatThrownBy(() -> rows.with(few).run("dimensions: id"))
                .isInstanceOf(QueryLimitException.class)
                .hasMessageContaining("more than 10 groups");
        assertThatThrownBy(() -> rows.with(few).run("select: * | sort: id"))
                .isInstanceOf(QueryLimitException.class)
                .hasMessageContaining("2000 bytes");
        assertThatThrownBy(() -> rows.with(few).run("select: * | from: p('x') traces | filter: id > 1"))
                .isInstanceOf(QueryLimitException.class)
                .hasMessageContaining("more than 10 traces");
    }

    @Test
    void aLimitBoundsTheMemoryOfASort() throws BtqlException, IOException, QueryLimitException {
        QueryTester rows = QueryTester.over(
                IntStream.range(0, 1_000).mapToObj(i -> "{\"id\":" + i + "}").toArray(String[]::new));
        BtqlOptions little = QueryTester.OPTIONS.withLimits(new QueryLimits(10, 10, 1_000));
        assertThat(rows.with(little).run("select: * | sort: id desc | limit: 2"))
                .containsExactly("{\"id\":999}", "{\"id\":998}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT metadata.name, user.name FROM x('p') ORDER BY name | BTQL-309 | may be any of metadata.name, user.name",
                "SELECT id, metadata.id AS id FROM x('p') | BTQL-310 | there is a column 'id' already",
                "SELECT count(1), count(1) FROM x('p') | BTQL-310 | there is a column 'count(1)' already",
                "SELECT id FROM x('p') ORDER BY 2 | BTQL-311 | there is no column at position 2",
                "SELECT id, count(1) FROM x('p') | BTQL-312 | 'id' differs within a group",
                "SELECT metadata.model, id FROM x('p') GROUP BY 1 | BTQL-312 | add it to dimensions",
                "SELECT id FROM x('p') WHERE count(1) > 1 | BTQL-305 | evaluated row by row",
                "SELECT sum(count(1)) FROM x('p') | BTQL-305 | stands within another aggregate",
                "SELECT percentile(id, 2) FROM x('p') | BTQL-304 | a number from 0 to 1",
                "SELECT id FROM x('p') OFFSET 'abc' | BTQL-313 | is no cursor",
                "SELECT id FROM x('p') ORDER BY created OFFSET 'agO8JAMxAAA' | BTQL-314 | a cursor continues only the order",
                "SELECT b FROM (SELECT id AS a FROM x('p')) s | BTQL-316 | the subquery has no column 'b'",
                "measures: count(1) as n ^ from: x('p') ^ pivot: n | BTQL-315 | there is no dimension",
                "dimensions: id ^ measures: count(1) as n, sum(a) as s ^ from: x('p') ^ pivot: n | BTQL-315 | the column 's' is not pivoted",
                "select: * ^ from: x('p') traces ^ filter: is_root or filter_spans(id = 1) | BTQL-307 | joined with AND",
            })
    void errorsSayWhatIsWrong(String query, String code, String text) {
        assertThatThrownBy(() -> Btql.query(query.replace('^', '\n'), QueryTester.OPTIONS))
                .isInstanceOfSatisfying(BtqlException.class, exception -> {
                    assertThat(exception.diagnostics().getFirst().code()).isEqualTo(code);
                    assertThat(exception).hasMessageContaining(text);
                });
    }
}
