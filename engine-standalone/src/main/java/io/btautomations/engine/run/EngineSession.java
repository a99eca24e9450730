package io.btautomations.engine.run;

import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.ItemWriter;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.StepSession;
import io.btautomations.engine.bind.BoundComponent;
import io.btautomations.engine.resolve.UnresolvedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A step's view of one trigger within a unit of work. */
final class EngineSession implements StepSession {

    /** An item on its way out. */
    record Transfer(Item item, Route route) {}

    private final BoundComponent component;
    private final UnitOfWork work;
    private final Deque<Item> inputs;
    private final Predicate<Route> room;
    private final Map<String, Item> owned = new LinkedHashMap<>();
    private final List<Item> taken = new ArrayList<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private final List<Item> returned = new ArrayList<>();
    private final List<Item> dropped = new ArrayList<>();
    private final List<CommitAction> actions = new ArrayList<>();
    private int openStreams;

    EngineSession(BoundComponent component, UnitOfWork work, Deque<Item> inputs, Predicate<Route> room) {
        this.component = component;
        this.work = work;
        this.inputs = inputs;
        this.room = room;
    }

    @Override
    public List<FlowItem> take(int most) {
        List<FlowItem> items = new ArrayList<>();
        while (items.size() < most && !inputs.isEmpty()) {
            Item item = inputs.removeFirst();
            taken.add(item);
            owned.put(item.id(), item);
            items.add(item);
        }
        return items;
    }

    @Override
    public Settings settings(FlowItem item) {
        try {
            return component.settings().forItem(current(item).attributes());
        } catch (UnresolvedException e) {
            throw new HostFailure(component + ": " + e.getMessage(), e);
        }
    }

    @Override
    public InputStream read(FlowItem item) {
        InputStream content = current(item).content().open();
        openStreams++;
        return new FilterInputStream(content) {
            private boolean closed;

            @Override
            public void close() throws IOException {
                super.close();
                if (!closed) {
                    closed = true;
                    openStreams--;
                }
            }
        };
    }

    @Override
    public ItemWriter write(Optional<FlowItem> parent) {
        Map<String, String> inherited =
                parent.map(item -> current(item).attributes()).orElse(Map.of());
        openStreams++;
        return new Writer(inherited);
    }

    @Override
    public FlowItem slice(FlowItem parent, long offset, long length) {
        Item source = current(parent);
        if (offset < 0 || length < 0 || offset + length > source.size()) {
            throw new IllegalArgumentException(
                    "a slice from " + offset + " of " + length + " bytes of " + source.size());
        }
        return own(source.attributes(), source.content().slice(offset, length));
    }

    @Override
    public FlowItem withAttributes(FlowItem item, Map<String, String> attributes) {
        Item changed = current(item).with(attributes);
        owned.put(changed.id(), changed);
        return changed;
    }

    @Override
    public void transfer(FlowItem item, Route route) {
        if (!component.descriptor().routes().contains(route)) {
            throw new IllegalArgumentException(component + " has no route " + route.name());
        }
        transfers.add(new Transfer(release(item), route));
    }

    @Override
    public void putBack(FlowItem item) {
        returned.add(release(item));
    }

    @Override
    public void drop(FlowItem item) {
        dropped.add(release(item));
    }

    @Override
    public boolean accepts(Route route) {
        return room.test(route);
    }

    @Override
    public void afterCommit(CommitAction action) {
        actions.add(action);
    }

    /** Ends the trigger. */
    void requireComplete() {
        if (!owned.isEmpty() || openStreams > 0) {
            throw new IllegalStateException(component + " left " + owned.size()
                    + " items neither transferred nor dropped" + " and " + openStreams + " streams open");
        }
    }

    List<Item> taken() {
        return taken;
    }

    List<Transfer> transfers() {
        return transfers;
    }

    List<Item> returned() {
        return returned;
    }

    List<Item> dropped() {
        return dropped;
    }

    List<CommitAction> actions() {
        return actions;
    }

    private Item own(Map<String, String> attributes, Content content) {
        Item item = new Item(work.newItemId(), attributes, content, Optional.empty());
        owned.put(item.id(), item);
        return item;
    }

    private Item current(FlowItem item) {
        Item known = owned.get(item.id());
        if (known != item) {
            throw new IllegalStateException(
                    component + " uses an item that is not, or no longer, its own: " + item.id());
        }
        return known;
    }

    private Item release(FlowItem item) {
        Item known = current(item);
        owned.remove(item.id());
        return known;
    }

    private final class Writer extends ItemWriter {

        private final Map<String, String> inherited;
        private final ContentBuffer buffer = new ContentBuffer(work);
        private boolean ended;

        Writer(Map<String, String> inherited) {
            this.inherited = inherited;
        }

        @Override
        public void write(int oneByte) throws IOException {
            buffer.write(oneByte);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            buffer.write(bytes, offset, length);
        }

        @Override
        public FlowItem finish(Map<String, String> attributes) {
            end();
            Map<String, String> all = new LinkedHashMap<>(inherited);
            all.putAll(attributes);
            try {
                return own(all, buffer.finish());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void discard() {
            end();
            try {
                buffer.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void end() {
            if (ended) {
                throw new IllegalStateException("the item is finished or discarded already");
            }
            ended = true;
            openStreams--;
        }
    }
}
