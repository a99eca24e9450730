package io.btautomations.core.testkit;

import io.btautomations.core.port.HttpTransports;
import io.btautomations.core.port.ObjectStores;
import io.btautomations.core.port.Randomness;
import io.btautomations.core.port.Waiting;
import io.btautomations.core.setting.Scope;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.SettingProblem;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.Step;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.step.StepException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host for one step: queue, outputs, state, clock and events in memory. Queue, outputs and state are its disk: they
 * outlive {@link #restart} and crashes. Settings, termination and faults may change between triggers; settings are used
 * from the next opening of the step on. For one thread.
 */
public final class StepHarness implements AutoCloseable {

    /** How long an item that was put back is not handed out. */
    public static final Duration PENALTY = Duration.ofSeconds(30);

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]+)}");

    private final StepDescriptor descriptor;
    private final Failpoints failpoints;
    private MemoryStateStore state;
    private final VirtualClock clock = new VirtualClock();
    private final RecordingEvents events = new RecordingEvents();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Deque<MemoryItem> queue = new ArrayDeque<>();
    private final Map<String, List<MemoryItem>> outputs = new HashMap<>();
    private final Set<Route> terminated = new HashSet<>();
    private final Set<Route> full = new HashSet<>();
    private Randomness randomness = new SeededRandomness(1);
    private HttpTransports http = options -> {
        throw new AssertionError("this test brings no HTTP");
    };
    private ObjectStores objects = (root, settings) -> {
        throw new AssertionError("this test brings no objects");
    };
    private String componentId = "6f1c1d6e-0000-4000-8000-000000000001";
    private String componentName;
    private String groupName = "Test group";
    private String nodeId = "node-1";
    private boolean scheduled = true;
    private boolean readsRecords;
    private int nextItem = 1;
    private Optional<Step> step = Optional.empty();

    private StepHarness(StepDescriptor descriptor, Failpoints failpoints) {
        this.descriptor = descriptor;
        this.failpoints = failpoints;
        this.state = new MemoryStateStore(failpoints);
        this.componentName = descriptor.type();
    }

    /** A harness without faults. */
    public static StepHarness of(StepDescriptor descriptor) {
        return of(descriptor, new Failpoints());
    }

    public static StepHarness of(StepDescriptor descriptor, Failpoints failpoints) {
        return new StepHarness(descriptor, failpoints);
    }

    // What stands around the step

    public StepHarness set(Setting<?> setting, String text) {
        if (!descriptor.settings().contains(setting)) {
            throw new AssertionError(setting + " is no setting of " + descriptor.type());
        }
        texts.put(setting.name(), text);
        return this;
    }

    /** Auto-terminates the route: what is sent there is gone. */
    public StepHarness terminate(Route route) {
        requireRoute(route);
        terminated.add(route);
        return this;
    }

    /** Has the route find no room, or room again. */
    public StepHarness full(Route route, boolean isFull) {
        requireRoute(route);
        if (isFull) {
            full.add(route);
        } else {
            full.remove(route);
        }
        return this;
    }

    /** Has content read as records: lines that begin with {@code >} and may end with a remark behind {@code #}. */
    public StepHarness readRecords() {
        readsRecords = true;
        return this;
    }

    boolean readsRecords() {
        return readsRecords;
    }

    public StepHarness scheduled(boolean isScheduled) {
        scheduled = isScheduled;
        return this;
    }

    public StepHarness http(HttpTransports transports) {
        http = transports;
        return this;
    }

    public StepHarness objects(ObjectStores stores) {
        objects = stores;
        return this;
    }

    /** Has the step share its state with those of other harnesses, as on several nodes of a cluster. */
    public StepHarness state(MemoryStateStore shared) {
        state = shared;
        return this;
    }

    public StepHarness randomness(Randomness source) {
        randomness = source;
        return this;
    }

    /** Names the component, its group and the machine, as {@link StepContext} hands them out. */
    public StepHarness identity(String id, String name, String group, String node) {
        componentId = id;
        componentName = name;
        groupName = group;
        nodeId = node;
        return this;
    }

    public VirtualClock clock() {
        return clock;
    }

    public MemoryStateStore state() {
        return state;
    }

    public RecordingEvents events() {
        return events;
    }

    public Failpoints failpoints() {
        return failpoints;
    }

    /** What keeps the step from running as it is set. */
    public List<SettingProblem> validate() {
        return descriptor.validate(settings(Optional.empty()));
    }

    // Items

    /** Puts an item with UTF-8 content into the queue. */
    public MemoryItem enqueue(String content, Map<String, String> attributes) {
        return enqueue(content.getBytes(StandardCharsets.UTF_8), attributes);
    }

    public MemoryItem enqueue(byte[] content, Map<String, String> attributes) {
        byte[] kept = content.clone();
        return enqueue(kept.length, () -> new ByteArrayInputStream(kept), attributes);
    }

    /** Puts an item into the queue whose content is made while it is read. */
    public MemoryItem enqueue(long size, Supplier<InputStream> content, Map<String, String> attributes) {
        MemoryItem item = newItem(attributes, size, content);
        queue.add(item);
        return item;
    }

    /** Puts an item into the queue that another step's harness sent out. */
    public MemoryItem enqueue(MemoryItem item) {
        queue.add(item);
        return item;
    }

    /** What waits in the queue. */
    public List<MemoryItem> waiting() {
        return List.copyOf(queue);
    }

    /** What left by the route and was committed, oldest first; also if the route is terminated. */
    public List<MemoryItem> output(Route route) {
        requireRoute(route);
        return List.copyOf(outputs.getOrDefault(route.name(), List.of()));
    }

    /** The same as {@link #output}, and forgets it. */
    public List<MemoryItem> takeOutput(Route route) {
        List<MemoryItem> items = output(route);
        outputs.remove(route.name());
        return items;
    }

    // Work

    /**
     * One unit of work, opening the step if it is not open: commits if the step returns, rolls back if it throws.
     *
     * @throws Crash if the process died; the step is gone and the next trigger opens a new one
     */
    public Progress trigger() throws StepException {
        MemorySession session = new MemorySession(this);
        try {
            Progress progress = step().trigger(session);
            session.commit();
            return progress;
        } catch (Crash e) {
            session.rollback();
            step = Optional.empty();
            throw e;
        } catch (StepException | RuntimeException e) {
            session.rollback();
            throw e;
        }
    }

    /** Triggers until the step has nothing more to do, but at most {@code most} times; each must succeed. */
    public void triggerUntilIdle(int most) {
        for (int i = 0; i < most; i++) {
            try {
                if (trigger() == Progress.IDLE) {
                    return;
                }
            } catch (StepException e) {
                throw new AssertionError(e.getMessage(), e);
            }
        }
    }

    /**
     * Triggers {@code times} times as a host would: what fails is rolled back and triggered again, what crashed is
     * opened again. A failed trigger does not count; more than a hundred in a row are an error of the test.
     *
     * @return the last progress
     */
    public Progress triggerThroughFaults(int times) {
        Progress last = Progress.IDLE;
        int failures = 0;
        for (int done = 0; done < times; ) {
            try {
                last = trigger();
                done++;
                failures = 0;
            } catch (Crash | SessionFailure | StepException e) {
                failures++;
                if (failures > 100) {
                    throw new AssertionError("it never recovers: " + e.getMessage(), e);
                }
            }
        }
        return last;
    }

    /** Tests the step. */
    public List<CheckResult> verify(Map<String, String> attributes) throws StepException {
        return step().verify(attributes);
    }

    /** The step, opened if it was not. */
    public Step step() throws StepException {
        if (step.isEmpty()) {
            List<SettingProblem> problems = validate();
            if (!problems.isEmpty()) {
                throw new AssertionError("the step is not valid: " + problems);
            }
            step = Optional.of(descriptor.open(new Context()));
        }
        return step.get();
    }

    /** Stops the step and has the next trigger open a new one. */
    public void restart() {
        step.ifPresent(Step::close);
        step = Optional.empty();
    }

    @Override
    public void close() {
        restart();
    }

    // For the session

    List<MemoryItem> poll(int most) {
        List<MemoryItem> ready = queue.stream()
                .filter(item -> !item.readableFrom().isAfter(clock.now()))
                .limit(most)
                .toList();
        queue.removeAll(ready);
        return ready;
    }

    void prepend(List<MemoryItem> items) {
        for (int i = items.size() - 1; i >= 0; i--) {
            queue.addFirst(items.get(i));
        }
    }

    void append(MemoryItem item) {
        queue.addLast(item);
    }

    void deliver(Route route, MemoryItem item) {
        outputs.computeIfAbsent(route.name(), name -> new ArrayList<>()).add(item);
    }

    boolean accepts(Route route) {
        return terminated.contains(route) || !full.contains(route);
    }

    Instant penaltyEnd() {
        return clock.now().plus(PENALTY);
    }

    MemoryItem newItem(Map<String, String> attributes, long size, Supplier<InputStream> content) {
        String id = componentId.substring(0, 8) + "-item-" + nextItem++;
        return new MemoryItem(id, attributes, size, content, Instant.MIN);
    }

    void requireRoute(Route route) {
        if (!descriptor.routes().contains(route)) {
            throw new AssertionError(route + " is no route of " + descriptor.type());
        }
    }

    Settings settings(Optional<? extends FlowItem> item) {
        Map<String, String> resolved = new HashMap<>(texts);
        for (Setting<?> setting : descriptor.settings()) {
            if (setting.scope() == Scope.ITEM) {
                Optional.ofNullable(texts.get(setting.name()))
                        .or(setting::defaultText)
                        .ifPresent(text -> resolved.put(setting.name(), resolve(text, item)));
            }
        }
        return Settings.of(resolved);
    }

    /** Resolves plain {@code ${attribute}} expressions only. */
    private static String resolve(String text, Optional<? extends FlowItem> item) {
        Map<String, String> attributes =
                item.<Map<String, String>>map(FlowItem::attributes).orElse(Map.of());
        return EXPRESSION
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(attributes.getOrDefault(match.group(1), "")));
    }

    private final class Context implements StepContext {

        @Override
        public String componentId() {
            return componentId;
        }

        @Override
        public String componentName() {
            return componentName;
        }

        @Override
        public String groupName() {
            return groupName;
        }

        @Override
        public String nodeId() {
            return nodeId;
        }

        @Override
        public Settings settings() {
            return StepHarness.this.settings(Optional.empty());
        }

        @Override
        public boolean isTerminated(Route route) {
            requireRoute(route);
            return terminated.contains(route);
        }

        @Override
        public boolean isScheduled() {
            return scheduled;
        }

        @Override
        public MemoryStateStore state() {
            return state;
        }

        @Override
        public VirtualClock clock() {
            return clock;
        }

        @Override
        public Randomness randomness() {
            return randomness;
        }

        /** Time passes at once. */
        @Override
        public Waiting waiting() {
            return clock::advance;
        }

        @Override
        public HttpTransports http() {
            return http;
        }

        @Override
        public ObjectStores objects() {
            return objects;
        }

        @Override
        public RecordingEvents events() {
            return events;
        }
    }
}
