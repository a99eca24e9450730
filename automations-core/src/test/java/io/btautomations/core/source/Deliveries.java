package io.btautomations.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.core.step.Attributes;
import io.btautomations.core.testkit.MemoryItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a sink makes of a source's items: it drops a repeated (run, fragment), which must be the same in every byte. */
final class Deliveries {

    private final Map<String, MemoryItem> items = new LinkedHashMap<>();

    static Deliveries of(List<MemoryItem> sent) {
        Deliveries deliveries = new Deliveries();
        sent.forEach(deliveries::add);
        return deliveries;
    }

    private void add(MemoryItem item) {
        String key = item.get(Attributes.RUN_ID) + "/" + item.get(Attributes.FRAGMENT_INDEX);
        MemoryItem before = items.putIfAbsent(key, item);
        if (before != null) {
            assertThat(item.text()).isEqualTo(before.text());
            assertThat(item.attributes()).isEqualTo(before.attributes());
        }
    }

    List<MemoryItem> items() {
        return List.copyOf(items.values());
    }

    List<String> rows() {
        return items().stream()
                .flatMap(item -> item.text().lines())
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** Every run whole and marked, every window and cursor where the one before ended. */
    void requireContiguousRuns() {
        requireContiguousRuns("00000000000000000001");
    }

    /** The same, wherever the first run begins. */
    void requireContiguousWindows() {
        requireContiguousRuns(items().isEmpty() ? "" : items().getFirst().get(Attributes.CURSOR_START));
    }

    private void requireContiguousRuns(String begin) {
        Map<String, List<MemoryItem>> runs = new LinkedHashMap<>();
        items().forEach(item -> runs.computeIfAbsent(item.get(Attributes.RUN_ID), run -> new ArrayList<>())
                .add(item));
        String cursor = begin;
        String end = "";
        for (List<MemoryItem> run : runs.values()) {
            for (int i = 0; i < run.size(); i++) {
                MemoryItem item = run.get(i);
                assertThat(item.get(Attributes.FRAGMENT_INDEX)).isEqualTo(Integer.toString(i));
                assertThat(item.attribute(Attributes.RUN_LAST).isPresent()).isEqualTo(i == run.size() - 1);
                assertThat(item.get(Attributes.RECORD_COUNT))
                        .isEqualTo(Long.toString(item.text()
                                .lines()
                                .filter(line -> !line.isBlank())
                                .count()));
            }
            MemoryItem last = run.get(run.size() - 1);
            assertThat(last.get(Attributes.FRAGMENT_COUNT)).isEqualTo(Integer.toString(run.size()));
            assertThat(last.get(Attributes.CURSOR_START)).isEqualTo(cursor);
            cursor = last.get(Attributes.CURSOR_END);
            assertThat(end.isEmpty() || end.equals(last.get(Attributes.WINDOW_START)))
                    .isTrue();
            end = last.get(Attributes.WINDOW_END);
        }
    }
}
