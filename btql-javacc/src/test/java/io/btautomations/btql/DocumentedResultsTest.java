package io.btautomations.btql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Results that Braintrust's documentation and recorded answers show, over rows that lead to them. */
class DocumentedResultsTest {

    @Test
    void averagesOfGroupsOfAnExperiment() throws Exception {
        List<String> rows = new ArrayList<>();
        add(rows, 8, "{\"metadata\":{\"reasoning_type\":\"out-of-scope\"},\"scores\":{}}");
        add(rows, 32, "{\"metadata\":{\"reasoning_type\":\"defined-term\"},\"scores\":{\"obj/grounded_accuracy\":1}}");
        add(rows, 16, "{\"metadata\":{\"reasoning_type\":\"defined-term\"},\"scores\":{\"obj/grounded_accuracy\":0}}");
        add(rows, 16, "{\"metadata\":{\"reasoning_type\":\"carve-out\"},\"scores\":{\"obj/grounded_accuracy\":1.0}}");
        assertThat(
                        run(
                                rows,
                                "from: experiment('e') | dimensions: metadata.reasoning_type"
                                        + " | measures: avg(scores.\"obj/grounded_accuracy\") as grounded_accuracy, count(1) as n"))
                .containsExactly(
                        "{\"grounded_accuracy\":null,\"n\":8,\"reasoning_type\":\"out-of-scope\"}",
                        "{\"grounded_accuracy\":0.6666666666666666,\"n\":48,\"reasoning_type\":\"defined-term\"}",
                        "{\"grounded_accuracy\":1,\"n\":16,\"reasoning_type\":\"carve-out\"}");
    }

    @Test
    void groupsByTwoPathsAreNamedByTheirLastKeys() throws Exception {
        List<String> rows = new ArrayList<>();
        add(rows, 24, "{\"metadata\":{\"model\":\"z-ai/glm-5.3-flash\",\"arm\":\"A\"}}");
        assertThat(run(
                        rows,
                        "from: experiment('e') | dimensions: metadata.model, metadata.arm | measures: count(1) as n"))
                .containsExactly("{\"arm\":\"A\",\"model\":\"z-ai/glm-5.3-flash\",\"n\":24}");
    }

    @Test
    void theVersionOfADatasetIsAString() throws Exception {
        assertThat(run(
                        List.of("{\"id\":\"r\",\"_xact_id\":\"1000197155625133059\"}"),
                        "SELECT max(_xact_id) as version, count(*) as count FROM dataset('d')"))
                .containsExactly("{\"count\":1,\"version\":\"1000197155625133059\"}");
    }

    @Test
    void namesOfSpansAreFoundAndThePageEndsWithACursor() throws Exception {
        List<String> results = new ArrayList<>();
        String query = "select: span_id, span_parents, root_span_id, name | from: project_logs('p')"
                + " | filter: root_span_id = 't'";
        assertThat(QueryTester.over(
                                "{\"span_id\":\"s\",\"root_span_id\":\"t\",\"span_parents\":[\"t\"],\"span_attributes\":{\"name\":\"call\"},\"_pagination_key\":\"p07639156255808880640\"}",
                                "{\"span_id\":\"t\",\"root_span_id\":\"t\",\"span_parents\":null,\"span_attributes\":{\"name\":\"agent_run\"},\"_pagination_key\":\"p07639156255808880641\"}")
                        .statistics(query, results)
                        .cursor())
                .contains("agO8JAMxAAA");
        assertThat(results)
                .containsExactly(
                        "{\"name\":\"agent_run\",\"root_span_id\":\"t\",\"span_id\":\"t\",\"span_parents\":null}",
                        "{\"name\":\"call\",\"root_span_id\":\"t\",\"span_id\":\"s\",\"span_parents\":[\"t\"]}");
    }

    @Test
    void daysAreTruncatedToTheirBeginning() throws Exception {
        assertThat(run(
                        List.of("{\"created\":\"2024-11-09T17:20:00.123Z\"}"),
                        "from: project_logs('p') | dimensions: day(created) as date | measures: count(1) as total"))
                .containsExactly("{\"date\":\"2024-11-09T00:00:00Z\",\"total\":1}");
    }

    @Test
    void pivotedModelsBecomeColumns() throws Exception {
        List<String> rows = new ArrayList<>();
        add(rows, 1_000, pivoted("gpt-4", "0.92"));
        add(rows, 500, pivoted("gpt-3.5-turbo", "0.85"));
        assertThat(
                        run(
                                rows,
                                "dimensions: day(created) as date, metadata.model | measures: avg(scores.Factuality) as avg_factuality,"
                                        + " count(1) as call_count | from: project_logs('p') | pivot: avg_factuality, call_count"))
                .containsExactly("{\"date\":\"2024-01-01T00:00:00Z\",\"gpt-3.5-turbo_avg_factuality\":0.85,"
                        + "\"gpt-3.5-turbo_call_count\":500,\"gpt-4_avg_factuality\":0.92,\"gpt-4_call_count\":1000}");
    }

    private static String pivoted(String model, String score) {
        return "{\"created\":\"2024-01-01T08:00:00Z\",\"metadata\":{\"model\":\"" + model
                + "\"},\"scores\":{\"Factuality\":" + score + "}}";
    }

    private static void add(List<String> rows, int times, String row) {
        for (int i = 0; i < times; i++) {
            rows.add(row);
        }
    }

    private static List<String> run(List<String> rows, String query) throws Exception {
        return QueryTester.over(rows.toArray(String[]::new)).run(query);
    }
}
