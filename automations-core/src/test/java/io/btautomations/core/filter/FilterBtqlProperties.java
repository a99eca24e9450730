package io.btautomations.core.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.StepException;
import io.btautomations.core.testkit.Failpoints;
import io.btautomations.core.testkit.MemoryItem;
import io.btautomations.core.testkit.StepHarness;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The rows that come in are the rows that go out, each once, in order and byte for byte. */
class FilterBtqlProperties {

    private record Row(String text, boolean matches) {}

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars("ab é€\uD83D\uDE00".toCharArray())
                .ofMaxLength(30)
                .map(text -> text.replaceAll("[\uD800-\uDFFF]", ""));
        Arbitrary<Row> row = net.jqwik.api.Combinators.combine(
                        texts, Arbitraries.integers().between(0, 2), Arbitraries.of("\n", "\r\n", "\n\n", " \n"))
                .as((text, ok, end) -> new Row("{\"text\":\"" + text + "\",\"ok\":" + ok + "}" + end, ok == 1));
        return row.list().ofMaxSize(40);
    }

    @Property(tries = 300)
    void nothingIsLostAndNothingChanges(@ForAll("rows") List<Row> rows, @ForAll boolean ofARun) throws StepException {
        StepHarness host = host(new Failpoints());
        host.enqueue(content(rows), ofARun ? Map.of(Attributes.RUN_ID.name(), "run_1") : Map.of());
        host.trigger();
        requireRows(host, rows, FilterBtqlStep.MATCHED, true);
        requireRows(host, rows, FilterBtqlStep.UNMATCHED, false);
        int matched = host.output(FilterBtqlStep.MATCHED).size();
        boolean hasMatch = rows.stream().anyMatch(Row::matches);
        assertThat(matched).isEqualTo(ofARun || hasMatch ? 1 : 0);
    }

    @Property(tries = 20)
    void faultsAnywhereLoseAndRepeatNothing(@ForAll("rows") List<Row> rows) {
        Failpoints.sweep(failpoints -> {
            StepHarness host = host(failpoints);
            host.enqueue(content(rows), Map.of());
            host.triggerThroughFaults(2);
            requireRows(host, rows, FilterBtqlStep.MATCHED, true);
            requireRows(host, rows, FilterBtqlStep.UNMATCHED, false);
            assertThat(host.waiting()).isEmpty();
        });
    }

    private static StepHarness host(Failpoints failpoints) {
        return StepHarness.of(FilterBtqlStep.DESCRIPTOR, failpoints).set(FilterSettings.FILTER, "ok = 1");
    }

    private static String content(List<Row> rows) {
        return String.join("", rows.stream().map(Row::text).toList());
    }

    private static void requireRows(StepHarness host, List<Row> rows, Route route, boolean matches) {
        List<String> expected = rows.stream()
                .filter(row -> row.matches() == matches)
                .map(row -> row.text().strip())
                .toList();
        List<String> actual = host.output(route).stream()
                .map(MemoryItem::text)
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        assertThat(actual).isEqualTo(expected);
    }
}
