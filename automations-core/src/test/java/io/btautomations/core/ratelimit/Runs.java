package io.btautomations.core.ratelimit;

import io.btautomations.core.step.Attributes;
import io.btautomations.core.testkit.MemoryItem;
import io.btautomations.core.testkit.StepHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A source whose runs cover write time without a gap. */
final class Runs {

    static final String GENERATION = "01JV0000000000000000000001";

    private final StepHarness harness;
    private Instant written;
    private String generation = GENERATION;
    private boolean catchingUp;
    private int number;

    Runs(StepHarness harness, Instant start) {
        this.harness = harness;
        this.written = start;
    }

    Runs generation(String next) {
        generation = next;
        return this;
    }

    Runs catchingUp(boolean value) {
        catchingUp = value;
        return this;
    }

    /** Write time up to which the runs have come. */
    Instant written() {
        return written;
    }

    /** Enqueues a run up to {@code end} with these ids in each of its fragments. */
    @SafeVarargs
    final List<MemoryItem> run(Instant end, List<String>... fragments) {
        List<MemoryItem> items = fragments(end, List.of(fragments));
        items.forEach(harness::enqueue);
        return items;
    }

    /** A run of the next {@code length} of write time. */
    @SafeVarargs
    final List<MemoryItem> run(Duration length, List<String>... fragments) {
        return run(written.plus(length), fragments);
    }

    /** The items of a run, which are not enqueued yet. */
    List<MemoryItem> fragments(Instant end, List<List<String>> fragments) {
        number++;
        List<MemoryItem> items = new ArrayList<>();
        for (int i = 0; i < fragments.size(); i++) {
            Map<String, String> attributes = new TreeMap<>(Map.of(
                    Attributes.RUN_ID.name(),
                    "run-" + number,
                    Attributes.FRAGMENT_IDENTIFIER.name(),
                    "run-" + number,
                    Attributes.FRAGMENT_INDEX.name(),
                    String.valueOf(i),
                    Attributes.RECORD_COUNT.name(),
                    String.valueOf(fragments.get(i).size()),
                    Attributes.MIME_TYPE.name(),
                    "application/jsonl",
                    Attributes.WINDOW_START.name(),
                    Attributes.time(written),
                    Attributes.WINDOW_END.name(),
                    Attributes.time(end),
                    Attributes.CATCHING_UP.name(),
                    String.valueOf(catchingUp),
                    Attributes.AUTOMATION_NAME.name(),
                    "High-Priority Factuality",
                    Attributes.AUTOMATION_GENERATION.name(),
                    generation));
            if (i == fragments.size() - 1) {
                attributes.put(Attributes.FRAGMENT_COUNT.name(), String.valueOf(fragments.size()));
                attributes.put(Attributes.RUN_LAST.name(), "true");
            }
            String id = "run-%d-%d-%s".formatted(number, i, end);
            byte[] content = rows(fragments.get(i)).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            items.add(new MemoryItem(
                    id, attributes, content.length, () -> new java.io.ByteArrayInputStream(content), Instant.MIN));
        }
        written = end;
        return items;
    }

    /** The same content and attributes in an item of its own, as a source makes it that repeats its run. */
    static MemoryItem repeated(MemoryItem item, int time) {
        return new MemoryItem(
                item.id() + "-again-" + time, item.attributes(), item.size(), item.content(), Instant.MIN);
    }

    static String rows(List<String> ids) {
        return ids.stream().map(id -> "{\"id\":\"" + id + "\"}\n").collect(Collectors.joining());
    }
}
