package io.btautomations.btql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.btautomations.btql.function.FunctionRegistry;
import io.btautomations.btql.grammar.LanguagePage;
import io.btautomations.btql.value.JsonReader;
import io.btautomations.btql.value.JsonText;
import io.btautomations.btql.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What {@code docs/language.md} says is so. Rows are in blocks of {@code jsonl} and count until the next; tables of
 * expressions and values are about the first of them, blocks of {@code example} about all.
 */
class LanguageExamplesTest {

    private static final Pattern EXPRESSION = Pattern.compile("\\| `(.*)` \\| `(.*)` \\|");
    private static final Pattern EXAMPLE = Pattern.compile("```example(?: tz_offset=(-?\\d+))?");

    @TestFactory
    Stream<DynamicTest> examples() {
        List<DynamicTest> tests = new ArrayList<>();
        List<String> rows = List.of();
        List<String> lines = LanguagePage.read().text().lines().toList();
        boolean isTableOfValues = false;
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            Matcher expression = EXPRESSION.matcher(line);
            Matcher example = EXAMPLE.matcher(line);
            isTableOfValues = line.startsWith("|") && (isTableOfValues || line.equals("| expression | value |"));
            if (line.equals("```jsonl")) {
                rows = block(lines, at + 1);
            } else if (isTableOfValues && expression.matches()) {
                String row = rows.getFirst();
                String text = expression.group(1);
                String value = expression.group(2);
                tests.add(dynamicTest(text, () -> assertThat(value(text, row)).isEqualTo(canonical(value))));
            } else if (example.matches()) {
                int minutes = example.group(1) == null ? 0 : Integer.parseInt(example.group(1));
                addQueries(block(lines, at + 1), rows, minutes, tests);
            }
        }
        assertThat(tests).hasSizeGreaterThan(200);
        return tests.stream();
    }

    private static List<String> block(List<String> lines, int start) {
        int end = start;
        while (!lines.get(end).equals("```")) {
            end++;
        }
        return lines.subList(start, end);
    }

    private static void addQueries(List<String> block, List<String> rows, int minutes, List<DynamicTest> tests) {
        int at = 0;
        while (at < block.size()) {
            assertThat(block.get(at)).startsWith("> ");
            String query = block.get(at).substring(2);
            List<String> expected = new ArrayList<>();
            at++;
            while (at < block.size() && !block.get(at).startsWith("> ")) {
                expected.add(block.get(at));
                at++;
            }
            tests.add(dynamicTest(
                    query, () -> assertThat(result(query, rows, minutes)).isEqualTo(expected)));
        }
    }

    private static List<String> result(String query, List<String> rows, int minutes) throws Exception {
        try {
            return QueryTester.over(rows.toArray(String[]::new))
                    .with(QueryTester.OPTIONS.withTimeZoneOffsetMinutes(minutes))
                    .run(query);
        } catch (BtqlException refused) {
            return List.of(refused.getMessage().lines().findFirst().orElseThrow());
        }
    }

    private static String value(String text, String row) throws BtqlException {
        byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
        return Btql.expression(text, QueryTester.OPTIONS)
                .newRowExpression()
                .value(bytes, 0, bytes.length)
                .map(JsonText::of)
                .orElseThrow();
    }

    private static String canonical(String json) {
        Value value = JsonReader.read(json).orElseThrow(() -> new AssertionError("not JSON: " + json));
        return JsonText.of(value);
    }

    @Test
    void everyFunctionHasAnExample() {
        String page = LanguagePage.read().text();
        List<String> names = new ArrayList<>(FunctionRegistry.scalarNames());
        names.addAll(FunctionRegistry.aggregateNames());
        names.addAll(List.of("search", "any_span", "filter_spans", "estimated_cost", "includes", "contains"));
        assertThat(names).allSatisfy(name -> assertThat(page).containsPattern("[`> ,(]" + name + "\\("));
    }
}
