package io.btautomations.core.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.core.setting.SettingProblem;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.Route;
import io.btautomations.core.testkit.MemoryItem;
import io.btautomations.core.testkit.StepHarness;
import java.io.ByteArrayInputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterBtqlStepTest {

    private static final Map<String, String> OF_A_RUN = Map.of("btql.run.id", "run_1", "fragment.index", "0");
    private static final String YES = "{\"ok\":1,\"text\":\"é \\u00e9\"}";
    private static final String NO = "{\"ok\": 0}";
    private static final String OPEN = "{ }";
    private static final String BROKEN = "{\"ok\":1";

    private StepHarness host;

    @BeforeEach
    void open() {
        host = StepHarness.of(FilterBtqlStep.DESCRIPTOR).set(FilterSettings.FILTER, "ok = 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Y Y   | Y Y | -
            Y N   | Y   | N
            N Y   | Y   | N
            N N   | -   | N N
            Y N Y | Y Y | N
            N Y N | Y   | N N
            O Y O | Y   | O O
            Y B Y | Y Y | B
            B     | -   | B
            Y _ Y N _ Y _ N | Y Y Y | N N
            """)
    void rowsGoTheirWay(String rows, String matched, String unmatched) throws Exception {
        host.enqueue(lines(rows), Map.of());
        assertThat(host.trigger()).isEqualTo(Progress.MORE);
        assertThat(host.trigger()).isEqualTo(Progress.IDLE);
        requireRows(FilterBtqlStep.MATCHED, matched);
        requireRows(FilterBtqlStep.UNMATCHED, unmatched);
    }

    private void requireRows(Route route, String expected) {
        if (expected == null) {
            assertThat(host.output(route)).isEmpty();
            return;
        }
        MemoryItem item = onlyItem(route);
        assertThat(item.text().lines().filter(line -> !line.isBlank()))
                .containsExactlyElementsOf(lines(expected).lines().toList());
        assertThat(item.get(Attributes.RECORD_COUNT)).isEqualTo(Integer.toString(expected.split(" ").length));
        assertThat(item.get(Attributes.MIME_TYPE)).isEqualTo("application/jsonl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Y Y Y", "_ Y _ _ Y _", "Y"})
    void anInputThatMatchesAsAWholeGoesOnAsItIs(String rows) throws Exception {
        MemoryItem input = host.enqueue("\uFEFF" + lines(rows), Map.of("a", "b"));
        host.trigger();
        MemoryItem output = onlyItem(FilterBtqlStep.MATCHED);
        assertThat(output.id()).isEqualTo(input.id());
        assertThat(output.text()).isEqualTo(input.text());
        assertThat(output.attributes()).containsEntry("a", "b").containsEntry("btql.filter", "ok = 1");
    }

    @Test
    void lineageTellsHowManyRowsWentWhichWay() throws Exception {
        host.enqueue(lines("Y N O"), Map.of());
        host.trigger();
        assertThat(host.events().routed()).containsExactly("matched: 1 of 3 rows", "unmatched: 2 of 3 rows");
    }

    @Test
    void aStretchOfTheInputIsNotCopied() throws Exception {
        host.enqueue(lines("N Y Y N"), Map.of());
        host.terminate(FilterBtqlStep.UNMATCHED);
        host.trigger();
        assertThat(onlyItem(FilterBtqlStep.MATCHED).text()).isEqualTo(lines("Y Y"));
        assertThat(host.failpoints().passed()).contains("session.slice").doesNotContain("session.write");
    }

    @Test
    void theEmptyFilterPassesEveryRow() throws Exception {
        host.set(FilterSettings.FILTER, "");
        host.enqueue(lines("Y N O"), Map.of());
        host.trigger();
        assertThat(onlyItem(FilterBtqlStep.MATCHED).text()).isEqualTo(lines("Y N O"));
        assertThat(onlyItem(FilterBtqlStep.MATCHED).attributes()).containsEntry("btql.filter", "");
    }

    @Test
    void lineEndsStayAsTheyAre() throws Exception {
        host.enqueue(YES + "\r\n" + NO + "\r\n" + YES + "\n" + NO + "\n" + YES, Map.of());
        host.trigger();
        assertThat(onlyItem(FilterBtqlStep.MATCHED).text()).isEqualTo(YES + "\r\n" + YES + "\n" + YES);
        assertThat(onlyItem(FilterBtqlStep.UNMATCHED).text()).isEqualTo(NO + "\r\n" + NO + "\n");
    }

    @Test
    void anArrayLeavesAsJsonLines() throws Exception {
        host.enqueue(" [" + YES + " ,\n {\"ok\":\n1}, " + NO + "]", Map.of("mime.type", "application/json"));
        host.trigger();
        MemoryItem matched = onlyItem(FilterBtqlStep.MATCHED);
        assertThat(matched.text()).isEqualTo(YES + "\n{\"ok\": 1}\n");
        assertThat(matched.get(Attributes.MIME_TYPE)).isEqualTo("application/jsonl");
        assertThat(onlyItem(FilterBtqlStep.UNMATCHED).text()).isEqualTo(NO + "\n");
    }

    @Test
    void everyFragmentOfARunSendsOneItemToMatched() throws Exception {
        host.enqueue(lines("N N"), OF_A_RUN);
        host.enqueue("", OF_A_RUN);
        host.enqueue(lines("Y N"), OF_A_RUN);
        host.enqueue("", Map.of());
        host.trigger();
        List<MemoryItem> matched = host.output(FilterBtqlStep.MATCHED);
        assertThat(matched)
                .extracting(item -> item.get(Attributes.RECORD_COUNT))
                .containsExactly("0", "0", "1");
        assertThat(matched).extracting(MemoryItem::text).containsExactly("", "", lines("Y"));
        assertThat(matched).allMatch(item -> item.attributes().entrySet().containsAll(OF_A_RUN.entrySet()));
        assertThat(host.output(FilterBtqlStep.UNMATCHED)).hasSize(2);
    }

    @Test
    void aSlipInAFilterIsTold() {
        List<SettingProblem> advice = FilterBtqlStep.DESCRIPTOR
                .rules()
                .advise(Settings.of(
                        Map.of(FilterSettings.FILTER.name(), "scorse.a < 0.9 AND own.field = 1 AND scores.b < '0.5'")));
        assertThat(advice).extracting(SettingProblem::message).containsExactly("""
                BTQL Filter may not be what you mean: BTQL-301 warning: rows have no field 'scorse' that is known \
                (line 1, column 1)
                  scorse.a < 0.9 AND own.field = 1 AND scores.b < '0.5'
                  ^^^^^^
                  hint: did you mean 'scores'?""", """
                BTQL Filter may not be what you mean: BTQL-308 warning: a number is compared with a string, which never \
                holds (line 1, column 38)
                  scorse.a < 0.9 AND own.field = 1 AND scores.b < '0.5'
                                                       ^^^^^^^^^^^^^^^^
                  hint: convert one side, for example with to_number() or to_string()""");
    }

    @Test
    void malformedRowsAreSkippedIfWanted() throws Exception {
        host.set(FilterSettings.MALFORMED_ROWS, "Skip");
        host.enqueue(lines("Y B Y N"), Map.of());
        host.trigger();
        assertThat(onlyItem(FilterBtqlStep.MATCHED).text()).isEqualTo(lines("Y Y"));
        assertThat(onlyItem(FilterBtqlStep.UNMATCHED).text()).isEqualTo(lines("N"));
        assertThat(host.events().count(FilterBtqlStep.ROWS_READ)).isEqualTo(4);
        assertThat(host.events().count(FilterBtqlStep.ROWS_MATCHED)).isEqualTo(2);
        assertThat(host.events().count(FilterBtqlStep.ROWS_MALFORMED)).isEqualTo(1);
        assertThat(host.events().warnings())
                .containsExactly("1 of 4 rows are not one JSON object, the first is row 2 of its input;"
                        + " Malformed Rows is 'Skip'");
    }

    @ParameterizedTest
    @CsvSource({"As Read, 1, 0", "Every Byte, 0, 1"})
    void rowsAreLookedAtAsFarAsWanted(String check, int matched, long malformed) throws Exception {
        host.set(FilterSettings.ROW_CHECK, check);
        host.enqueue("{\"text\":nonsense,\"ok\":1}\n", Map.of());
        host.trigger();
        assertThat(host.output(FilterBtqlStep.MATCHED)).hasSize(matched);
        assertThat(host.events().count(FilterBtqlStep.ROWS_MALFORMED)).isEqualTo(malformed);
    }

    @Test
    void aMalformedRowFailsTheBatchIfWanted() throws Exception {
        host.set(FilterSettings.MALFORMED_ROWS, "Fail Batch");
        MemoryItem input = host.enqueue(lines("Y N Y B Y"), OF_A_RUN);
        host.trigger();
        MemoryItem failed = onlyItem(FilterBtqlStep.FAILURE);
        assertThat(failed.id()).isEqualTo(input.id());
        assertThat(failed.text()).isEqualTo(input.text());
        assertThat(failed.get(Attributes.FILTER_ERROR)).isEqualTo("Row 4 is not one JSON object");
        assertThat(host.output(FilterBtqlStep.MATCHED)).isEmpty();
        assertThat(host.events().count(FilterBtqlStep.ROWS_MATCHED)).isZero();
    }

    @Test
    void aRowTooLongGoesToUnmatchedByteForByte() throws Exception {
        String big = "{\"ok\":1,\"text\":\"" + "x".repeat(17 << 20) + "\"}\n";
        host.enqueue(lines("Y N") + big + lines("Y N"), Map.of());
        host.trigger();
        assertThat(onlyItem(FilterBtqlStep.MATCHED).text()).isEqualTo(lines("Y Y"));
        assertThat(onlyItem(FilterBtqlStep.UNMATCHED).text().equals(lines("N") + big + lines("N")))
                .isTrue();
        assertThat(host.events().count(FilterBtqlStep.ROWS_MALFORMED)).isEqualTo(1);
        host.set(FilterSettings.MALFORMED_ROWS, "Fail Batch").restart();
        host.enqueue(lines("Y") + big, Map.of());
        host.trigger();
        assertThat(onlyItem(FilterBtqlStep.FAILURE).get(Attributes.FILTER_ERROR))
                .isEqualTo("A row behind row 1 is longer than 16 MB");
    }

    @Test
    void contentOfAnySizeIsStreamed() throws Exception {
        byte[] block = lines("Y N").repeat(10_000).getBytes(StandardCharsets.UTF_8);
        int blocks = 60;
        host.terminate(FilterBtqlStep.UNMATCHED).set(FilterSettings.FILTER, "ok = 2");
        host.enqueue(
                (long) blocks * block.length,
                () -> new SequenceInputStream(Collections.enumeration(Collections.nCopies(blocks, block).stream()
                        .map(ByteArrayInputStream::new)
                        .toList())),
                OF_A_RUN);
        host.trigger();
        assertThat(onlyItem(FilterBtqlStep.MATCHED).size()).isZero();
        assertThat(host.events().count(FilterBtqlStep.ROWS_READ)).isEqualTo(1_200_000);
    }

    @Test
    void aWrongFilterIsAProblemThatPointsAtIt() {
        host.set(FilterSettings.FILTER, "ok = (1");
        assertThat(host.validate()).hasSize(1);
        assertThat(host.validate().get(0).setting()).isEqualTo("BTQL Filter");
        assertThat(host.validate().get(0).code()).isEqualTo("SET-103");
        assertThat(host.validate().get(0).message())
                .startsWith("BTQL Filter is no filter: BTQL-2")
                .contains("ok = (1")
                .contains("^");
    }

    @Test
    void verifyExplainsTheFilterAndTriesItOnSampleRows() throws Exception {
        assertThat(host.verify(Map.of()))
                .containsExactly(
                        CheckResult.passed("Parse filter", "ok = 1 reads ok"),
                        CheckResult.skipped(
                                "Filter sample rows",
                                "No rows to try it on: give some as JSON Lines in the attribute btql.sample"));
        assertThat(host.verify(Map.of("btql.sample", lines("Y N O Y"))))
                .containsExactly(
                        CheckResult.passed("Parse filter", "ok = 1 reads ok"),
                        CheckResult.passed("Filter sample rows", "2 of 4 rows match"),
                        CheckResult.passed(
                                "Find fields in sample rows", "Every field that the filter reads is in some row"));
        assertThat(host.verify(Map.of("btql.sample", lines("O B"))))
                .containsExactly(
                        CheckResult.passed("Parse filter", "ok = 1 reads ok"),
                        CheckResult.failed("Filter sample rows", "0 of 2 rows match, 1 are not one JSON object"),
                        CheckResult.failed("Find fields in sample rows", "No row has a value for ok"));
    }

    private MemoryItem onlyItem(Route route) {
        assertThat(host.output(route)).hasSize(1);
        return host.output(route).get(0);
    }

    /** Y matches, N does not, O leaves it open, B is broken, _ is a blank line. */
    private static String lines(String kinds) {
        StringBuilder lines = new StringBuilder();
        for (String kind : kinds.split(" ")) {
            lines.append(
                            switch (kind) {
                                case "Y" -> YES;
                                case "N" -> NO;
                                case "O" -> OPEN;
                                case "B" -> BROKEN;
                                default -> " ";
                            })
                    .append('\n');
        }
        return lines.toString();
    }
}
