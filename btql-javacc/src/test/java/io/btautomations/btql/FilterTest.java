package io.btautomations.btql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {

    private static final Instant NOW = Instant.parse("2025-05-12T11:00:00Z");
    private static final BtqlOptions OPTIONS = BtqlOptions.of(InstantSource.fixed(NOW));

    private static final String ROW = """
            {"id":"r1","created":"2025-05-12T10:30:00.250Z","is_root":true,"span_parents":null,\
            "input":"Hello World, see https://a_b.example","output":{"answer":"it timed out","n":[7,{"deep":"time-out"}]},\
            "expected":null,"scores":{"Factuality":0.85,"Answer non-empty":1,"empty":null},\
            "metadata":{"priority":0,"model":"gpt-4o","field name":"x","a.b":2,"description":"Get 50% off now",\
            "config":"{\\"api_key\\":\\"k\\",\\"user.theme\\":\\"dark\\",\\"version\\":2.5}","name":"cfg"},\
            "tags":["triage","needs-review",null],\
            "metrics":{"start":100.5,"end":103,"tokens":1200,"prompt_tokens":1000,"completion_tokens":200},\
            "span_attributes":{"name":"draft_email","type":"llm"},\
            "classifications":{"Task":[{"id":"1","label":"Dataset creation"},{"id":"2","label":"API errors"}]},\
            "facets":{"task":"coding"},"big":9007199254740993}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "metadata.priority = 0 AND scores.Factuality < 0.9 | TRUE",
                "metadata.priority = 0 AND scores.Factuality < 0.8 | FALSE",
                "created - created = interval 0 second | TRUE",
                "'5'::integer + 1 = 6 | TRUE",
                "to_interval('999999999999999 days') IS NULL | TRUE",
                "to_interval('999999999999 year') > interval 1 month | TRUE",
                "['x', 'y'] IN ([[{\"k\": 'x'}, {\"k\": 'y'}][0]]) | FALSE",
                "metadata.missing = 1 | UNKNOWN",
                "metadata.missing != 1 | UNKNOWN",
                "NOT metadata.missing = 1 | UNKNOWN",
                "metadata.missing <!=> 1 | TRUE",
                "metadata.missing <=> null | TRUE",
                "metadata.missing IS NOT 'x' | TRUE",
                "span_parents = null | TRUE",
                "span_parents != null | FALSE",
                "metadata.missing = 1 OR is_root | TRUE",
                "metadata.missing = 1 AND NOT is_root | FALSE",
                "is_root | TRUE",
                "WHERE is_root = true | TRUE",
                "metadata.priority = 0.0 | TRUE",
                "metadata.priority = '0' | FALSE",
                "metadata.priority < 'a' | UNKNOWN",
                "big = 9007199254740993 | TRUE",
                "big = 9007199254740992 | FALSE",
                "big > 9007199254740992.5 | TRUE",
                "input LIKE '%World%' | TRUE",
                "input LIKE '%world%' | FALSE",
                "input ILIKE '%WORLD%' | TRUE",
                "input NOT ILIKE '%world%' | FALSE",
                "output LIKE '%time%' | FALSE",
                "output NOT LIKE '%time%' | TRUE",
                "expected LIKE '%' | UNKNOWN",
                "metadata.description LIKE '%50\\% off%' | TRUE",
                "metadata.description LIKE '%50\\%off%' | FALSE",
                "span_attributes.name ilike 'DRAFT_%' | TRUE",
                "output MATCH 'timed out' | TRUE",
                "output MATCH 'TIME out' | TRUE",
                "output MATCH 'time' | TRUE",
                "output MATCH 'tim' | FALSE",
                "output MATCH 'answer' | FALSE",
                "output MATCH '7' | TRUE",
                "expected MATCH 'x' | UNKNOWN",
                "search('out timed') | FALSE",
                "search('gpt 4o') | TRUE",
                "NOT search('nowhere') | TRUE",
                "tags INCLUDES 'triage' | TRUE",
                "tags includes \"triage\" and NOT tags includes \"triaged\" | TRUE",
                "expected INCLUDES 'x' | FALSE",
                "NOT expected INCLUDES 'x' | TRUE",
                "span_attributes CONTAINS 'llm' | TRUE",
                "input INCLUDES 'Hello' | FALSE",
                "tags IN ('triage') | TRUE",
                "tags NOT IN ('other') | TRUE",
                "tags[0] = 'triage' | TRUE",
                "tags[-2] = 'needs-review' | TRUE",
                "tags[7] IS NULL | TRUE",
                "metadata.model IN ['gpt-4o', 'gpt-4'] | TRUE",
                "metadata.model NOT IN ('gpt-4', null) | UNKNOWN",
                "metadata.missing IN ('a') | UNKNOWN",
                "metadata.\"field name\" = 'x' | TRUE",
                "metadata.\"a.b\" = 2 | TRUE",
                "scores.\"Answer non-empty\" = 1 | TRUE",
                "scores['Answer non-empty'] = 1 | TRUE",
                "classifications.Task.label = \"API errors\" | TRUE",
                "classifications.Task.label != \"API errors\" | FALSE",
                "classifications.Task.label = \"Other\" | FALSE",
                "classifications.Task.label IN (\"Other\", \"API errors\") | TRUE",
                "classifications.Task.label LIKE 'API%' | TRUE",
                "classifications.Task.nothing IS NULL | TRUE",
                "classifications.Task[1].id = '2' | TRUE",
                "created > '2025-05-12' | TRUE",
                "created > '2025-05-12T10:30:00.25Z' | FALSE",
                "created = '2025-05-12T12:30:00.250+02:00' | TRUE",
                "created > now() - interval 1 hour | TRUE",
                "created > now() - interval 29 minute | FALSE",
                "day(created) = '2025-05-12' | TRUE",
                "duration = 2.5 | TRUE",
                "latency > 2 | TRUE",
                "name = 'draft_email' | TRUE",
                "tokens > 1000 | TRUE",
                "model = 'gpt-4o' | TRUE",
                "metrics.end - metrics.start > 2 | TRUE",
                "metrics.tokens / 0 IS NULL | TRUE",
                "1 / 2 = 50% | TRUE",
                "(metadata.model = \"gpt-4o\" ? metrics.tokens * 2 : 0) = 2400 | TRUE",
                "(CASE WHEN is_root THEN 1 END) = 1 | TRUE",
                "json_extract(metadata.config, 'user.theme') = 'dark' | TRUE",
                "json_extract(metadata.config, 'version') > 2.0 | TRUE",
                "coalesce(expected, 'none') = 'none' | TRUE",
                "len(tags) = 3 | TRUE",
                "any_span(is_root AND any_span(scores.Factuality > 0.8)) | TRUE",
                "filter_spans(span_attributes.type = 'llm') | TRUE",
                "estimated_cost() > 0.004 | TRUE",
                "true | TRUE",
                "null | UNKNOWN",
                "1 = 1 | TRUE",
            })
    void verdicts(String filter, Verdict expected) throws BtqlException {
        assertThat(verdict(filter, ROW)).isEqualTo(expected);
    }

    @Test
    void everyWellFormedRowPassesAnEmptyFilter() throws BtqlException {
        for (String text : new String[] {"", "  \n", "-- nothing\n"}) {
            CompiledFilter filter = Btql.filter(text, OPTIONS);
            assertThat(filter.matchesAll()).isTrue();
            assertThat(filter.canonicalText()).isEmpty();
            assertThat(filter.paths()).isEmpty();
            assertThat(verdict(text, "{}")).isEqualTo(Verdict.TRUE);
            assertThat(verdict(text, "{")).isEqualTo(Verdict.MALFORMED);
            assertThat(verdict(text, "[1]")).isEqualTo(Verdict.MALFORMED);
        }
    }

    @Test
    void pathsAreThoseRead() throws BtqlException {
        assertThat(Btql.filter("scores.\"a b\" > 1 AND tags[0] = 'x' AND created > now()", OPTIONS)
                        .paths())
                .containsExactly("created", "scores.\"a b\"", "tags");
    }

    @Test
    void nowIsTheInstantOfTheTester() throws BtqlException {
        Instant[] time = {NOW};
        CompiledFilter filter = Btql.filter("created > now() - interval 1 hour", BtqlOptions.of(() -> time[0]));
        RowFilter first = filter.newRowFilter();
        time[0] = NOW.plusSeconds(7200);
        byte[] row = ROW.getBytes(StandardCharsets.UTF_8);
        assertThat(first.test(row, 0, row.length)).isEqualTo(Verdict.TRUE);
        assertThat(filter.newRowFilter().test(row, 0, row.length)).isEqualTo(Verdict.FALSE);
    }

    @Test
    void expressionsGiveTheirValue() throws BtqlException {
        byte[] row = ROW.getBytes(StandardCharsets.UTF_8);
        RowExpression group =
                Btql.expression("concat(metadata.model, '/', tags[0])", OPTIONS).newRowExpression();
        assertThat(group.value(row, 0, row.length)).hasToString("Optional[TextValue[text=gpt-4o/triage]]");
        assertThat(group.value(row, 0, row.length - 1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "lenght(input) > 100 | BTQL-302 error: unknown function 'lenght' (line 1, column 1) | did you mean 'length'?",
                "round() = 1 | BTQL-303 error: round() has 0 arguments, expected 1 to 2 (line 1, column 1) | it is used as round(number, digits)",
                "lower(a, b) = 'a' | BTQL-303 error: lower() has 2 arguments, expected 1 (line 1, column 1) | it is used as lower(string)",
                "estimated_cost_component() > 1 | BTQL-302 error: unknown function 'estimated_cost_component' (line 1, column 1) | use estimated_cost()",
                "count(1) > 5 | BTQL-305 error: count() is calculated for a group of rows, but this is evaluated row by row (line 1, column 1) | use it in measures",
                "input LIKE 5 | BTQL-304 error: LIKE needs a string on its right, not a number (line 1, column 12) | ",
                "date_trunc('weeks', created) > now() | BTQL-304 error: this is no unit of time (line 1, column 12) | use 'second', 'minute'",
                "any_span(any_span(any_span(is_root))) | BTQL-307 error: any_span() nests deeper than two levels (line 1, column 19) | join the conditions with AND",
            })
    void errorsSayWhatIsWrong(String filter, String message, String hint) {
        assertThatThrownBy(() -> Btql.filter(filter, OPTIONS))
                .isInstanceOf(BtqlException.class)
                .hasMessageStartingWith(message)
                .hasMessageContaining(hint == null ? "" : hint);
    }

    @Test
    void allErrorsAreReportedAtOnce() {
        assertThatThrownBy(() -> Btql.filter("foo(1) = 1 AND sum(x) > 1 AND bar() = 2", OPTIONS))
                .isInstanceOfSatisfying(
                        BtqlException.class,
                        exception -> assertThat(exception.diagnostics())
                                .extracting(diagnostic -> diagnostic.code())
                                .containsExactly("BTQL-302", "BTQL-305", "BTQL-302"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metadat.priority = 0 | BTQL-301",
                "created > 'yesterday' | BTQL-306",
                "metrics.tokens = 'many' | BTQL-308",
            })
    void warningsDoNotPreventUse(String filter, String code) throws BtqlException {
        assertThat(Btql.filter(filter, OPTIONS).warnings())
                .extracting(diagnostic -> diagnostic.code())
                .containsExactly(code);
    }

    private static Verdict verdict(String filter, String row) throws BtqlException {
        byte[] bytes = ("##" + row + "##").getBytes(StandardCharsets.UTF_8);
        return Btql.filter(filter, OPTIONS).newRowFilter().test(bytes, 2, bytes.length - 2);
    }
}
