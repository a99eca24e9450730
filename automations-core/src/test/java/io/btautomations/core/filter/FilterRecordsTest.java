package io.btautomations.core.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.StepException;
import io.btautomations.core.testkit.Failpoints;
import io.btautomations.core.testkit.MemoryItem;
import io.btautomations.core.testkit.StepHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Content that the host reads as records. */
class FilterRecordsTest {

    private static final Map<String, String> OF_A_RUN = Map.of("btql.run.id", "run_1");

    @Provide
    Arbitrary<List<String>> records() {
        return Arbitraries.of(">{\"ok\":1}#kept", ">{\"ok\":1}", ">{\"ok\":0}#a", ">{\"ok\":null}", ">{}", ">{\"ok\":")
                .list()
                .ofMaxSize(20);
    }

    @Property(tries = 300)
    void everyRecordGoesOneWayAsItIs(
            @ForAll("records") List<String> records, @ForAll boolean ofARun, @ForAll boolean keepsUnmatched)
            throws StepException {
        StepHarness host = host(new Failpoints());
        if (!keepsUnmatched) {
            host.terminate(FilterBtqlStep.UNMATCHED);
        }
        host.enqueue(content(records), ofARun ? OF_A_RUN : Map.of());
        host.trigger();
        Predicate<String> matches = record -> record.startsWith(">{\"ok\":1}");
        requireRecords(host, FilterBtqlStep.MATCHED, records.stream().filter(matches), ofARun);
        Stream<String> others = records.stream().filter(matches.negate());
        requireRecords(host, FilterBtqlStep.UNMATCHED, keepsUnmatched ? others : Stream.empty(), false);
    }

    @Property(tries = 20)
    void faultsAnywhereLoseAndRepeatNothing(@ForAll("records") List<String> records) {
        Failpoints.sweep(failpoints -> {
            StepHarness host = host(failpoints);
            host.enqueue(content(records), Map.of());
            host.triggerThroughFaults(2);
            List<String> arrived = new ArrayList<>();
            for (Route route : List.of(FilterBtqlStep.MATCHED, FilterBtqlStep.UNMATCHED)) {
                host.output(route).forEach(item -> item.text().lines().forEach(arrived::add));
            }
            assertThat(arrived).containsExactlyInAnyOrderElementsOf(records);
            assertThat(host.waiting()).isEmpty();
        });
    }

    @Test
    void whatCannotBeReadFailsWholeAndLeavesNothingBehind() throws StepException {
        StepHarness host = host(new Failpoints());
        String content = ">{\"ok\":1}\n>{\"ok\":0}\nno record\n";
        MemoryItem input = host.enqueue(content, OF_A_RUN);
        host.trigger();
        assertThat(host.output(FilterBtqlStep.FAILURE)).singleElement().satisfies(failed -> {
            assertThat(failed.id()).isEqualTo(input.id());
            assertThat(failed.text()).isEqualTo(content);
            assertThat(failed.get(Attributes.FILTER_ERROR)).isEqualTo("no record: no record");
        });
        assertThat(host.output(FilterBtqlStep.MATCHED)).isEmpty();
        assertThat(host.output(FilterBtqlStep.UNMATCHED)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Fail Batch, 0, 0, 1", "Skip, 1, 0, 0", "To Unmatched, 1, 1, 0"})
    void aRecordThatIsNoRowIsTreatedAsSet(String policy, int matched, int unmatched, int failed) throws StepException {
        StepHarness host = host(new Failpoints()).set(FilterSettings.MALFORMED_ROWS, policy);
        host.enqueue(">{\"ok\":1}\n>{\"ok\":\n", Map.of());
        host.trigger();
        assertThat(host.output(FilterBtqlStep.MATCHED)).hasSize(matched);
        assertThat(host.output(FilterBtqlStep.UNMATCHED)).hasSize(unmatched);
        assertThat(host.output(FilterBtqlStep.FAILURE)).hasSize(failed);
        assertThat(host.events().count(FilterBtqlStep.ROWS_MALFORMED)).isEqualTo(1);
    }

    @Test
    void readerAndWriterNeedEachOther() {
        StepHarness host = host(new Failpoints()).set(FilterSettings.RECORD_READER, "a-reader");
        assertThat(host.validate()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("SET-107");
            assertThat(problem.setting()).isEqualTo("Record Writer");
            assertThat(problem.message()).isEqualTo("Record Reader is set, so Record Writer is required");
        });
        host.set(FilterSettings.RECORD_WRITER, "a-writer");
        assertThat(host.validate()).isEmpty();
        host.set(FilterSettings.RECORD_READER, "");
        assertThat(host.validate())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).isEqualTo("Record Writer is set, so Record Reader is required"));
    }

    private static StepHarness host(Failpoints failpoints) {
        return StepHarness.of(FilterBtqlStep.DESCRIPTOR, failpoints)
                .readRecords()
                .set(FilterSettings.FILTER, "ok = 1");
    }

    private static String content(List<String> records) {
        return String.join("", records.stream().map(record -> record + "\n").toList());
    }

    private static void requireRecords(StepHarness host, Route route, Stream<String> expected, boolean evenWithout) {
        List<String> records = expected.toList();
        List<MemoryItem> items = host.output(route);
        assertThat(items).hasSize(records.isEmpty() && !evenWithout ? 0 : 1);
        for (MemoryItem item : items) {
            assertThat(item.text().lines()).containsExactlyElementsOf(records);
            assertThat(item.get(Attributes.RECORD_COUNT)).isEqualTo(Integer.toString(records.size()));
            assertThat(item.get(Attributes.MIME_TYPE)).isEqualTo("application/x-test-records");
        }
    }
}
