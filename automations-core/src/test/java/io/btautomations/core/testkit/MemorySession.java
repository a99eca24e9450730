package io.btautomations.core.testkit;

import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.ItemRecords;
import io.btautomations.core.step.ItemWriter;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session that keeps its step to the contract: a handle is used once, everything is ended before the commit. */
final class MemorySession implements StepSession {

    private record Transfer(Route route, MemoryItem item) {}

    private final StepHarness host;
    private final Failpoints failpoints;
    private final List<MemoryItem> taken = new ArrayList<>();
    private final Map<String, MemoryItem> owned = new LinkedHashMap<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private final List<MemoryItem> returned = new ArrayList<>();
    private final List<CommitAction> actions = new ArrayList<>();
    private final List<String> beingRead = new ArrayList<>();
    private int open;

    MemorySession(StepHarness host) {
        this.host = host;
        this.failpoints = host.failpoints();
    }

    @Override
    public List<FlowItem> take(int most) {
        failpoints.session("session.take");
        List<MemoryItem> items = host.poll(most);
        taken.addAll(items);
        items.forEach(item -> owned.put(item.id(), item));
        return List.copyOf(items);
    }

    @Override
    public Settings settings(FlowItem item) {
        return host.settings(Optional.of(current(item)));
    }

    @Override
    public InputStream read(FlowItem item) {
        MemoryItem source = current(item);
        failpoints.session("session.read");
        open++;
        beingRead.add(item.id());
        return new FilterInputStream(source.content().get()) {
            private boolean closed;

            @Override
            public void close() throws IOException {
                super.close();
                if (!closed) {
                    closed = true;
                    open--;
                    beingRead.remove(item.id());
                }
            }
        };
    }

    @Override
    public Optional<ItemRecords> records(FlowItem item) {
        return host.readsRecords() ? Optional.of(new MemoryRecords(this, current(item))) : Optional.empty();
    }

    @Override
    public ItemWriter write(Optional<FlowItem> parent) {
        Map<String, String> inherited =
                parent.map(item -> current(item).attributes()).orElse(Map.of());
        failpoints.session("session.write");
        open++;
        return new Writer(inherited);
    }

    @Override
    public FlowItem slice(FlowItem parent, long offset, long length) {
        MemoryItem source = unread(parent);
        failpoints.session("session.slice");
        if (offset < 0 || length < 0 || offset + length > source.size()) {
            throw new AssertionError("slice [" + offset + ", +" + length + ") of " + source.size() + " bytes");
        }
        byte[] bytes = Arrays.copyOfRange(source.bytes(), (int) offset, (int) (offset + length));
        return own(source.attributes(), bytes);
    }

    @Override
    public FlowItem withAttributes(FlowItem item, Map<String, String> attributes) {
        MemoryItem changed = unread(item).with(attributes);
        owned.put(changed.id(), changed);
        return changed;
    }

    @Override
    public void transfer(FlowItem item, Route route) {
        host.requireRoute(route);
        MemoryItem leaving = release(item);
        failpoints.session("session.transfer");
        transfers.add(new Transfer(route, leaving));
    }

    @Override
    public void putBack(FlowItem item) {
        MemoryItem waiting = release(item);
        if (taken.stream().noneMatch(input -> input.id().equals(item.id()))) {
            throw new AssertionError("put back an item that was not taken: " + item);
        }
        returned.add(waiting.penalizedUntil(host.penaltyEnd()));
    }

    @Override
    public void drop(FlowItem item) {
        release(item);
    }

    @Override
    public boolean accepts(Route route) {
        host.requireRoute(route);
        return host.accepts(route);
    }

    @Override
    public void afterCommit(CommitAction action) {
        actions.add(action);
    }

    /** Makes durable what was done, then runs the commit actions. */
    void commit() {
        if (!owned.isEmpty() || open > 0) {
            throw new AssertionError(
                    "neither transferred nor dropped: " + owned.values() + "; streams left open: " + open);
        }
        failpoints.session("session.commit, not done");
        transfers.forEach(transfer -> host.deliver(transfer.route(), transfer.item()));
        returned.forEach(host::append);
        taken.clear();
        failpoints.crashOnly("session.commit, done");
        for (CommitAction action : actions) {
            try {
                action.run();
            } catch (StepException e) {
                host.events().error(e.getMessage());
            }
        }
    }

    /** Puts back what was taken, as if nothing had been done. */
    void rollback() {
        host.prepend(taken);
    }

    private FlowItem own(Map<String, String> attributes, byte[] bytes) {
        MemoryItem item = host.newItem(attributes, bytes.length, () -> new ByteArrayInputStream(bytes));
        owned.put(item.id(), item);
        return item;
    }

    private MemoryItem current(FlowItem item) {
        MemoryItem known = owned.get(item.id());
        if (known == null) {
            throw new AssertionError("not, or no longer, an item of this session: " + item);
        }
        if (known != item) {
            throw new AssertionError("an old handle of " + item.id() + " is used: " + item);
        }
        return known;
    }

    private MemoryItem unread(FlowItem item) {
        if (beingRead.contains(item.id())) {
            throw new AssertionError("the content of " + item + " is still being read");
        }
        return current(item);
    }

    private MemoryItem release(FlowItem item) {
        MemoryItem known = unread(item);
        owned.remove(item.id());
        return known;
    }

    private final class Writer extends ItemWriter {

        private final Map<String, String> inherited;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private boolean ended;

        Writer(Map<String, String> inherited) {
            this.inherited = inherited;
        }

        @Override
        public void write(int oneByte) {
            requireOpen();
            content.write(oneByte);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            requireOpen();
            failpoints.io("item.write");
            content.write(bytes, offset, length);
        }

        @Override
        public FlowItem finish(Map<String, String> attributes) {
            end();
            failpoints.session("item.finish");
            Map<String, String> all = new LinkedHashMap<>(inherited);
            all.putAll(attributes);
            return own(all, content.toByteArray());
        }

        @Override
        public void discard() {
            end();
        }

        private void end() {
            requireOpen();
            ended = true;
            open--;
        }

        private void requireOpen() {
            if (ended) {
                throw new AssertionError("the item is finished or discarded already");
            }
        }
    }
}
