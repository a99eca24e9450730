package io.btautomations.core.source;

import io.btautomations.core.port.HttpTransports;
import io.btautomations.core.port.ObjectStores;
import io.btautomations.core.port.Randomness;
import io.btautomations.core.port.StateStore;
import io.btautomations.core.port.Waiting;
import io.btautomations.core.port.WallClock;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.ItemWriter;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.Step;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepEvents;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import io.btautomations.core.testkit.Failpoints;
import io.btautomations.core.testkit.MemoryItem;
import io.btautomations.core.testkit.MemoryStateStore;
import io.btautomations.core.testkit.RecordingEvents;
import io.btautomations.core.testkit.SeededRandomness;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that reads a backlog to its end, keeps none of it, and prints what it was. */
final class BacklogReader implements StepContext {

    private final Settings settings;
    private final MemoryStateStore state = new MemoryStateStore(new Failpoints());
    private final RecordingEvents events = new RecordingEvents();
    private final RowTally tally = new RowTally();

    private BacklogReader(String paths) {
        settings = Settings.of(
                Map.of(SourceSettings.PATHS.name(), paths, SourceSettings.START_POSITION.name(), "Beginning"));
    }

    /** @param arguments value of the setting {@code Paths} */
    public static void main(String[] arguments) throws StepException {
        BacklogReader reader = new BacklogReader(arguments[0]);
        Step step = ScheduledBtqlQueryStep.DESCRIPTOR.open(reader);
        Progress progress;
        do {
            Session session = reader.new Session();
            progress = step.trigger(session);
            for (StepSession.CommitAction action : session.actions) {
                action.run();
            }
        } while (progress == Progress.MORE);
        System.out.println(reader.tally + "; told " + reader.events.warnings() + reader.events.errors());
    }

    @Override
    public String componentId() {
        return "6f1c1d6e-0000-4000-8000-000000000001";
    }

    @Override
    public String componentName() {
        return "Query";
    }

    @Override
    public String groupName() {
        return "Backlog";
    }

    @Override
    public String nodeId() {
        return "node-1";
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public boolean isTerminated(Route route) {
        return false;
    }

    @Override
    public boolean isScheduled() {
        return true;
    }

    @Override
    public StateStore state() {
        return state;
    }

    @Override
    public WallClock clock() {
        return () -> Instant.parse("2100-01-01T00:00:00Z");
    }

    @Override
    public Randomness randomness() {
        return new SeededRandomness(1);
    }

    @Override
    public Waiting waiting() {
        throw new AssertionError("files need no waiting");
    }

    @Override
    public HttpTransports http() {
        throw new AssertionError("files need no HTTP");
    }

    @Override
    public ObjectStores objects() {
        throw new AssertionError("files need no objects");
    }

    @Override
    public StepEvents events() {
        return events;
    }

    private final class Session implements StepSession {

        private final List<CommitAction> actions = new ArrayList<>();

        @Override
        public ItemWriter write(Optional<FlowItem> parent) {
            return new Writer();
        }

        @Override
        public void transfer(FlowItem item, Route route) {}

        @Override
        public boolean accepts(Route route) {
            return true;
        }

        @Override
        public void afterCommit(CommitAction action) {
            actions.add(action);
        }

        @Override
        public List<FlowItem> take(int most) {
            throw unused();
        }

        @Override
        public Settings settings(FlowItem item) {
            throw unused();
        }

        @Override
        public InputStream read(FlowItem item) {
            throw unused();
        }

        @Override
        public FlowItem slice(FlowItem parent, long offset, long length) {
            throw unused();
        }

        @Override
        public FlowItem withAttributes(FlowItem item, Map<String, String> attributes) {
            return item;
        }

        @Override
        public void putBack(FlowItem item) {
            throw unused();
        }

        @Override
        public void drop(FlowItem item) {
            throw unused();
        }

        private AssertionError unused() {
            return new AssertionError("a source takes nothing in");
        }
    }

    private final class Writer extends ItemWriter {

        private long size;

        @Override
        public void write(int oneByte) {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            tally.add(bytes, offset, offset + length);
            size += length;
        }

        @Override
        public FlowItem finish(Map<String, String> attributes) {
            return new MemoryItem("item", attributes, size, InputStream::nullInputStream, Instant.MIN);
        }

        @Override
        public void discard() {
            throw new AssertionError("nothing failed");
        }
    }
}
