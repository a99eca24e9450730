package io.btautomations.btql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceQueryTest {

    /** Trace a: root a1, llm a2 with an error, score a3. Trace b: root b1, llm b2. Row c belongs to no trace. */
    private static final QueryTester SPANS = QueryTester.over(
            "{\"id\":\"a2\",\"span_id\":\"a2\",\"root_span_id\":\"a\",\"span_parents\":[\"a\"],\"created\":\"2025-01-01T00:00:01Z\",\"span_attributes\":{\"type\":\"llm\",\"name\":\"call\"},\"error\":\"timeout\",\"metrics\":{\"start\":1.5,\"end\":2.5,\"prompt_tokens\":100,\"completion_tokens\":10,\"time_to_first_token\":0.5},\"metadata\":{\"model\":\"gpt-4o\"},\"tags\":[\"slow\"]}",
            "{\"id\":\"a1\",\"span_id\":\"a\",\"root_span_id\":\"a\",\"span_parents\":null,\"is_root\":true,\"created\":\"2025-01-01T00:00:00Z\",\"input\":{\"q\":\"why?\"},\"output\":\"because\",\"span_attributes\":{\"type\":\"task\",\"name\":\"root a\"},\"metrics\":{\"start\":1,\"end\":4},\"metadata\":{\"user\":\"ann\"},\"tags\":[\"prod\"],\"_pagination_key\":\"p00000000000000000001\"}",
            "{\"id\":\"b1\",\"span_id\":\"b\",\"root_span_id\":\"b\",\"is_root\":true,\"created\":\"2025-01-02T00:00:00Z\",\"input\":\"hi\",\"span_attributes\":{\"type\":\"task\",\"name\":\"root b\"},\"metrics\":{\"start\":10,\"end\":11},\"scores\":{\"F\":1},\"_pagination_key\":\"p00000000000000000002\"}",
            "{\"id\":\"a3\",\"span_id\":\"a3\",\"root_span_id\":\"a\",\"span_parents\":[\"a\"],\"created\":\"2025-01-01T00:00:02Z\",\"span_attributes\":{\"type\":\"score\",\"purpose\":\"scorer\"},\"scores\":{\"F\":0.5,\"G\":1},\"metrics\":{\"start\":4,\"end\":9}}",
            "{\"id\":\"b2\",\"span_id\":\"b2\",\"root_span_id\":\"b\",\"span_parents\":[\"b\"],\"created\":\"2025-01-02T00:00:01Z\",\"span_attributes\":{\"type\":\"llm\"},\"metrics\":{\"tokens\":7,\"cached\":1,\"start\":10,\"end\":10.25},\"scores\":{\"F\":0}}",
            "{\"id\":\"c\"}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // all spans of the traces that have one span for which everything holds
                "traces | error = 'timeout' | a2 a1 a3",
                "traces | error = 'timeout' AND span_attributes.type = 'llm' | a2 a1 a3",
                "traces | error = 'timeout' AND span_attributes.type = 'task' | ``",
                "traces | span_attributes.type = 'llm' | a2 a1 b1 a3 b2",
                "traces | id = 'c' | c",
                "traces | true | a2 a1 b1 a3 b2 c",
                // conditions on different spans
                "traces | any_span(error = 'timeout') AND any_span(span_attributes.type = 'score') | a2 a1 a3",
                "traces | any_span(error = 'timeout') OR any_span(metrics.tokens = 7) | a2 a1 b1 a3 b2",
                "traces | any_span(error = 'timeout' AND any_span(span_attributes.type = 'score')) | a2 a1 a3",
                "traces | any_span(is_root AND metadata.user = 'ann') | a2 a1 a3",
                "traces | NOT any_span(error IS NOT NULL) | b1 b2 c",
                "traces | NOT any_span(is_root AND any_span(error IS NOT NULL)) | b1 b2 c",
                "traces | any_span(span_attributes.type = 'llm') AND is_root AND input = 'hi' | b1 b2",
                // one span and the trace in one condition
                "traces | (any_span(error = 'timeout') OR scores.F = 0) AND span_attributes.type = 'llm' | a2 a1 b1 a3 b2",
                "traces | (any_span(error = 'timeout') AND scores.G = 1) OR id = 'c' | a2 a1 a3 c",
                // which spans come back
                "traces | filter_spans(span_attributes.type = 'llm') | a2 b2",
                "traces | any_span(error = 'timeout') AND filter_spans(span_attributes.type = 'score') | a3",
                // on spans each row stands alone
                "spans | any_span(error = 'timeout') AND any_span(span_attributes.type = 'score') | ``",
                "spans | filter_spans(span_attributes.type = 'llm') | a2 b2",
                "spans | NOT any_span(error = 'timeout') | a1 b1 a3 b2 c",
            })
    void chooses(String shape, String filter, String ids) throws Exception {
        String query = "select: id from: project_logs('p') " + shape + " filter: " + filter;
        BtqlOptions asRead = QueryTester.OPTIONS.withOrder(io.btautomations.btql.plan.DefaultOrder.AS_READ);
        String found = String.join(" ", SPANS.with(asRead).run(query)).replaceAll("\\{\"id\":\"(\\w+)\"}", "$1");
        assertThat(found).isEqualTo(ids);
    }

    @Test
    void traceFilterIsFilterSpans() throws Exception {
        assertThat(SPANS.run("select: id from: p('p') traces filter: error = 'timeout' trace_filter: scores.F = 0.5"))
                .containsExactly("{\"id\":\"a3\"}");
    }

    @Test
    void groupsOverTheSpansOfChosenTraces() throws Exception {
        assertThat(
                        SPANS.run(
                                "dimensions: span_attributes.type measures: count(1) as n from: p('p') traces filter: any_span(error is not null) sort: type"))
                .containsExactly(
                        "{\"n\":1,\"type\":\"llm\"}", "{\"n\":1,\"type\":\"score\"}", "{\"n\":1,\"type\":\"task\"}");
    }

    @Test
    void summaryRowsAddUpTheirSpans() throws Exception {
        assertThat(SPANS.run("select: * from: p('p') summary filter: error = 'timeout'"))
                .containsExactly(
                        "{\"_pagination_key\":\"p00000000000000000001\",\"created\":\"2025-01-01T00:00:00Z\",\"id\":\"a1\","
                                + "\"input\":\"{\\\"q\\\":\\\"why?\\\"}\","
                                + "\"metadata\":\"{\\\"user\\\":\\\"ann\\\"}\","
                                + "\"metrics\":{\"prompt_tokens\":100,\"completion_tokens\":10,\"prompt_cached_tokens\":0,"
                                + "\"prompt_cache_creation_tokens\":0,\"total_tokens\":110,\"estimated_cost\":0.00035,"
                                + "\"llm_calls\":1,\"tool_calls\":0,\"errors\":1,\"llm_errors\":1,\"tool_errors\":0,"
                                + "\"start\":1,\"end\":9,\"duration\":8,\"llm_duration\":1,\"time_to_first_token\":0.5},"
                                + "\"output\":\"\\\"because\\\"\",\"root_span_id\":\"a\",\"scores\":{\"F\":0.5,\"G\":1},"
                                + "\"span_attributes\":{\"type\":\"task\",\"name\":\"root a\"},"
                                + "\"span_type_info\":{\"type\":\"task\",\"name\":\"root a\",\"cached\":false,\"has_error\":true},"
                                + "\"tags\":[\"slow\",\"prod\"]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select: root_span_id as r, scores.F as f filter: is_root | {\"f\":0.5,\"r\":\"b\"}{\"f\":0.5,\"r\":\"a\"}",
                "select: root_span_id as r filter: metrics.duration > 5 | {\"r\":\"a\"}",
                "select: root_span_id as r filter: duration > 5 AND any_span(scores.G = 1) | {\"r\":\"a\"}",
                "select: root_span_id as r filter: filter_spans(span_attributes.type = 'score') AND metrics.duration > 1 | {\"r\":\"a\"}",
                "select: metadata.user filter: metadata.user = 'ann' | {\"user\":\"ann\"}",
                "select: input filter: id = 'a1' preview_length: 5 | {\"input\":\"{\\\"q\\\":\"}",
                "select: input filter: id = 'a1' preview_length: -1 | {\"input\":{\"q\":\"why?\"}}",
                "dimensions: span_type_info.cached as cached measures: count(1) as n, avg(metrics.llm_calls) as calls filter: is_root sort: cached | {\"cached\":false,\"calls\":1,\"n\":1}{\"cached\":true,\"calls\":1,\"n\":1}",
                "select: root_span_id as r filter: any_span(metrics.end - metrics.start > 4) AND duration > 5 | {\"r\":\"a\"}",
                "select: root_span_id as r filter: any_span(metrics.duration > 0) | ``",
                "measures: sum(estimated_cost()) as cost | {\"cost\":0.00035}",
            })
    void queriesOverSummaries(String query, String expected) throws Exception {
        assertThat(String.join("", SPANS.run("from: p('p') summary " + query))).isEqualTo(expected);
    }

    @Test
    void oneConditionIsAboutSpansOrAboutTheSummary() {
        assertThatThrownBy(() ->
                        SPANS.run("select: id from: p('p') summary filter: any_span(is_root) OR metrics.duration > 5"))
                .isInstanceOf(BtqlException.class)
                .hasMessageStartingWith(
                        "BTQL-307 error: any_span() and a metric of the summary stand in one condition");
    }

    @Test
    void previewsOfSpansAreCutWhereAsked() throws Exception {
        assertThat(SPANS.run("select: id, input from: p('p') filter: id = 'a1' preview_length: 3"))
                .containsExactly("{\"id\":\"a1\",\"input\":\"{\\\"q\"}");
        assertThat(SPANS.run("select: input from: p('p') filter: id = 'a1'"))
                .containsExactly("{\"input\":{\"q\":\"why?\"}}");
    }
}
