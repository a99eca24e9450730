package io.btautomations.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.core.braintrust.ApiException;
import io.btautomations.core.braintrust.Question;
import io.btautomations.core.braintrust.TransactionId;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.source.setting.BraintrustSettings;
import io.btautomations.core.source.setting.DataSettings;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.StepException;
import io.btautomations.core.testkit.Crash;
import io.btautomations.core.testkit.Failpoints;
import io.btautomations.core.testkit.MemoryItem;
import io.btautomations.core.testkit.MemoryStateStore;
import io.btautomations.core.testkit.SessionFailure;
import io.btautomations.core.testkit.StepHarness;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever happens to the log, to the endpoint's answers and to the processes: of every row its newest version is
 * delivered, no version twice, and runs cover the log without gap and overlap.
 */
class BraintrustLogProperties {

    private static final int STEPS = 50;
    private static final Duration DELAY = Duration.ofSeconds(20);
    private static final Pattern TRACE = Pattern.compile("\"root_span_id\":\"(\\w+)\"");
    private static final Pattern KEY = Pattern.compile("\"_pagination_key\":\"(p\\d+)\"");

    @Property(tries = 150)
    void everyRowIsDeliveredInItsNewestVersion(@ForAll long seed) {
        World world = new World(seed, Map.of());
        world.live();
        world.settle();
        Map<String, String> delivered = new HashMap<>();
        world.runs()
                .forEach(run -> run.forEach(row -> assertThat(delivered.put(found(KEY, row), row))
                        .as("a second " + row)
                        .isNull()));
        for (LiveLog.Version version : world.log.newest()) {
            assertThat(delivered)
                    .as("newest of " + version.id())
                    .containsEntry(version.key().toString(), version.json());
        }
        Set<String> written =
                world.log.all().stream().map(LiveLog.Version::json).collect(Collectors.toSet());
        assertThat(written).containsAll(delivered.values());
    }

    @Property(tries = 80)
    void everyTraceIsDeliveredWholeInItsNewestVersion(@ForAll long seed) {
        World world = new World(seed, Map.of(DataSettings.DATA, "Traces", DataSettings.TRACE_ROWS, "Spans"));
        world.live();
        world.settle();
        Map<String, List<Set<String>>> deliveries = new HashMap<>();
        Set<String> versions = new HashSet<>();
        Map<String, Set<Set<String>>> states = new HashMap<>();
        for (List<String> run : world.runs()) {
            Map<String, Set<String>> traces = new HashMap<>();
            run.forEach(row -> assertThat(traces.computeIfAbsent(found(TRACE, row), trace -> new HashSet<>())
                            .add(row))
                    .isTrue());
            traces.forEach((trace, spans) -> {
                String newest = spans.stream()
                        .map(row -> found(KEY, row))
                        .max(String::compareTo)
                        .orElseThrow();
                assertThat(versions.add(trace + newest))
                        .as(trace + " of " + newest)
                        .isTrue();
                assertThat(states.computeIfAbsent(trace, world.log::statesOf))
                        .as("states of " + trace)
                        .contains(spans);
                deliveries.computeIfAbsent(trace, each -> new ArrayList<>()).add(spans);
            });
        }
        Map<String, Set<String>> written = new HashMap<>();
        world.log
                .newest()
                .forEach(version -> written.computeIfAbsent(version.trace(), trace -> new HashSet<>())
                        .add(version.json()));
        assertThat(deliveries.keySet()).isEqualTo(written.keySet());
        written.forEach((trace, spans) -> assertThat(
                        deliveries.getOrDefault(trace, List.of()).getLast())
                .as(trace)
                .isEqualTo(spans));
    }

    /** A life that broke it once: an answer that named a trace twice. */
    @Example
    void lifeThatOnceBrokeIt() {
        everyTraceIsDeliveredWholeInItsNewestVersion(938006254L);
    }

    /** As many lives as {@code -Dlives} says, from {@code -Dlives.from} on. */
    @Example
    void moreLives() {
        long from = Long.getLong("lives.from", 0);
        for (long seed = from; seed < from + Long.getLong("lives", 5); seed++) {
            try {
                everyRowIsDeliveredInItsNewestVersion(seed);
                everyTraceIsDeliveredWholeInItsNewestVersion(seed);
                everySummaryIsDeliveredInItsNewestVersion(seed);
            } catch (AssertionError e) {
                throw new AssertionError("life " + seed, e);
            }
        }
    }

    @Property(tries = 60)
    void everySummaryIsDeliveredInItsNewestVersion(@ForAll long seed) {
        World world = new World(seed, Map.of(DataSettings.DATA, "Traces"));
        world.live();
        world.settle();
        Map<String, String> last = new HashMap<>();
        for (List<String> run : world.runs()) {
            Set<String> traces = new HashSet<>();
            for (String row : run) {
                assertThat(traces.add(found(TRACE, row))).isTrue();
                assertThat(last.put(found(TRACE, row), row))
                        .as("another version than before")
                        .isNotEqualTo(row);
            }
        }
        assertThat(last.values())
                .containsExactlyInAnyOrderElementsOf(
                        world.ask("select: * | from: project_logs('proj')" + " summary | preview_length: -1"));
    }

    private static String found(Pattern pattern, String row) {
        Matcher matcher = pattern.matcher(row);
        assertThat(matcher.find()).as(row).isTrue();
        return matcher.group(1);
    }

    /** A log, its endpoint, and two nodes that take turns, sometimes in the midst of each other's work. */
    private static final class World {

        private final Random random;
        private final LiveLog log = new LiveLog();
        private final List<StepHarness> nodes = new ArrayList<>();
        private final MemoryStateStore state;
        private final Map<String, List<MemoryItem>> fragments = new TreeMap<>();
        private final int ids;
        private Instant serverTime = Instant.parse("2026-03-01T00:00:00Z");
        private boolean isTroubled = true;
        private int interruptions;

        World(long seed, Map<Setting<?>, String> settings) {
            random = new Random(seed);
            ids = 1 + random.nextInt(40);
            Failpoints shared = new Failpoints();
            state = new MemoryStateStore(shared);
            for (int number = 0; number < 2; number++) {
                int node = number;
                StepHarness[] self = new StepHarness[1];
                self[0] = StepHarness.of(
                                ScheduledBtqlQueryStep.describe(context -> new FakeBraintrust(log, () -> serverTime)
                                        .trouble((question, rows) -> trouble(node, question, rows))),
                                shared)
                        .state(state)
                        .identity("6f1c1d6e-0000-4000-8000-000000000001", "Source", "Group", "node-" + number)
                        .set(SourceSettings.LOG_SOURCE, "Braintrust API")
                        .set(BraintrustSettings.API_KEY, "sk-1")
                        .set(SourceSettings.PROJECT_ID, "proj")
                        .set(SourceSettings.START_POSITION, "Beginning")
                        .set(SourceSettings.GENERATION, "01JH5Q3WZ8C4T6V9N2R7X0KDME")
                        .set(BraintrustSettings.EVALUATION_DELAY, DELAY.toSeconds() + " s")
                        .set(BraintrustSettings.MAX_RUN_PAGES, Integer.toString(1 + random.nextInt(6)))
                        .set(BraintrustSettings.PAGE_SIZE, Integer.toString(1 + random.nextInt(12)))
                        .set(SourceSettings.MAX_RUN_BYTES, (1 + random.nextInt(9000)) + " B")
                        .set(SourceSettings.ROWS_PER_FLOWFILE, Integer.toString(1 + random.nextInt(7)))
                        .set(SourceSettings.ZERO_ROW_RUNS, random.nextBoolean() ? "Send" : "Skip");
                settings.forEach((setting, text) -> self[0].set(setting, text));
                self[0].clock().set(serverTime.plusSeconds(random.nextInt(100_000) - 50_000));
                nodes.add(self[0]);
            }
        }

        void live() {
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(3) == 0) {
                    run(nodes.get(random.nextInt(2)));
                } else {
                    happen();
                }
            }
        }

        /** Nothing more happens, everything is read. */
        void settle() {
            isTroubled = false;
            serverTime = serverTime.plus(DELAY).plusSeconds(120);
            log.newest().stream()
                    .map(LiveLog.Version::seenFrom)
                    .forEach(seen -> assertThat(seen).isBefore(serverTime));
            for (StepHarness node : nodes) {
                node.failpoints().arm(-1, Failpoints.Fault.CRASH);
            }
            StepHarness last = nodes.get(0);
            last.set(SourceSettings.ZERO_ROW_RUNS, "Send").restart();
            while (last.triggerThroughFaults(1) != Progress.IDLE) {
                serverTime = serverTime.plusMillis(1);
            }
            collect();
        }

        private void happen() {
            serverTime = serverTime.plusMillis(random.nextInt(6000));
            TransactionId transaction = log.transaction(serverTime);
            Duration lateness = random.nextBoolean()
                    ? Duration.ZERO
                    : Duration.ofMillis(random.nextInt((int) DELAY.toMillis() - 2000));
            int rows = 1 + random.nextInt(6);
            for (int row = 0; row < rows; row++) {
                String id = "r" + random.nextInt(ids);
                String trace = "t" + Math.floorMod(id.hashCode(), 9);
                log.write(
                        id,
                        trace,
                        "\"metrics\":{\"tokens\":" + random.nextInt(1_000_000_000) + "}",
                        transaction,
                        row,
                        serverTime,
                        lateness);
            }
        }

        private void run(StepHarness node) {
            node.clock().advance(Duration.ofMillis(random.nextInt(9000) - 2000));
            if (random.nextInt(5) == 0) {
                node.restart();
            }
            if (random.nextBoolean()) {
                Failpoints.Fault fault = random.nextBoolean() ? Failpoints.Fault.CRASH : Failpoints.Fault.FAILURE;
                node.failpoints().arm(random.nextInt(40), fault);
            }
            trigger(node);
            node.failpoints().arm(-1, Failpoints.Fault.CRASH);
            collect();
        }

        private static void trigger(StepHarness node) {
            try {
                node.trigger();
            } catch (Crash | SessionFailure | StepException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }

        /** What the endpoint does with an answer; in the midst of it the other node may make runs of its own. */
        private List<String> trouble(int node, String question, List<String> rows)
                throws ApiException, FakeBraintrust.Broken {
            if (!isTroubled) {
                return rows;
            }
            serverTime = serverTime.plusMillis(random.nextInt(300));
            if (interruptions == 0 && random.nextInt(12) == 0) {
                interruptions++;
                trigger(nodes.get(1 - node));
                interruptions--;
            }
            if (random.nextInt(8) == 0) {
                happen();
            }
            int kept = rows.isEmpty() ? 0 : random.nextInt(rows.size() + 1);
            return switch (random.nextInt(16)) {
                case 0 ->
                    throw new FakeBraintrust.Broken(
                            rows.subList(0, kept), new ApiException("broke off", ApiException.Remedy.AGAIN));
                case 1 -> throw new ApiException("too much", ApiException.Remedy.FEWER_ROWS);
                case 2 -> repeated(rows, kept);
                case 3 -> rows.size() > 2 && random.nextInt(4) == 0 ? rows.reversed() : rows;
                default -> rows;
            };
        }

        private static List<String> repeated(List<String> rows, int from) {
            List<String> all = new ArrayList<>(rows.subList(0, from));
            all.addAll(rows.subList(Math.max(0, from - 2), rows.size()));
            return all;
        }

        /** A sink keeps the first item of a (run, fragment), and drops what comes later under that name. */
        private void collect() {
            for (StepHarness node : nodes) {
                for (MemoryItem item : node.takeOutput(ScheduledBtqlQueryStep.SUCCESS)) {
                    String name = item.get(Attributes.CURSOR_START) + " " + item.get(Attributes.RUN_ID) + " "
                            + String.format("%05d", Integer.parseInt(item.get(Attributes.FRAGMENT_INDEX)));
                    fragments.computeIfAbsent(name, each -> new ArrayList<>()).add(item);
                }
            }
        }

        /**
         * The rows of each run, after checking that runs follow each other; of items that were sent several times it
         * takes any.
         */
        List<List<String>> runs() {
            List<MemoryItem> kept = fragments.values().stream()
                    .map(sent -> sent.get(random.nextInt(sent.size())))
                    .toList();
            Deliveries.of(kept).requireContiguousWindows();
            fragments.values().forEach(World::requireSame);
            Map<String, List<String>> runs = new LinkedHashMap<>();
            kept.forEach(item -> runs.computeIfAbsent(item.get(Attributes.RUN_ID), run -> new ArrayList<>())
                    .addAll(item.text().lines().toList()));
            return List.copyOf(runs.values());
        }

        /** The answer of an endpoint without trouble. */
        List<String> ask(String query) {
            List<String> rows = new ArrayList<>();
            try {
                new FakeBraintrust(log, () -> serverTime)
                        .ask(
                                new Question(query),
                                (bytes, from, to) ->
                                        rows.add(new String(bytes, from, to - from, StandardCharsets.UTF_8)));
            } catch (ApiException e) {
                throw new AssertionError(e);
            }
            return rows;
        }

        /** A repeated item is of the same part of the log; it may lack rows that moved. */
        private static void requireSame(List<MemoryItem> sent) {
            Map<String, String> first = new HashMap<>(sent.getFirst().attributes());
            first.remove(Attributes.RECORD_COUNT.name());
            for (MemoryItem item : sent) {
                Map<String, String> attributes = new HashMap<>(item.attributes());
                attributes.remove(Attributes.RECORD_COUNT.name());
                assertThat(attributes).isEqualTo(first);
            }
        }
    }
}
