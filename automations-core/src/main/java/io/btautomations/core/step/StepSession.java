package io.btautomations.core.step;

import io.btautomations.core.setting.Settings;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One unit of work of a step: what it takes in and sends out becomes durable together, or not at all.
 *
 * <p>Every item taken or made must be transferred or dropped before the step returns. When the step returns, the host
 * commits; when it throws, the host rolls back and the inputs are handed out again later. Not safe for use by several
 * threads.
 */
public interface StepSession {

    /** Up to {@code most} inputs that wait; empty if none does. */
    List<FlowItem> take(int most);

    /**
     * The settings as they stand for this item, with expressions of {@code ITEM} scope resolved against its attributes.
     */
    Settings settings(FlowItem item);

    /**
     * The item's content, from its beginning. The caller closes it; until then the item may be read again and be the
     * parent of new content, but not be changed, sliced, transferred, put back or dropped.
     */
    InputStream read(FlowItem item);

    /**
     * The item's content as records; empty unless the host has a way to read records and the user chose it with a
     * setting of {@link RecordSettings}. To be closed by the caller; nothing is read before the first record is asked
     * for.
     */
    default Optional<ItemRecords> records(FlowItem item) {
        return Optional.empty();
    }

    /** Begins a new item that inherits the attributes of {@code parent}. */
    ItemWriter write(Optional<FlowItem> parent);

    /**
     * A new item with {@code length} bytes of the parent's content from {@code offset} on and the parent's attributes.
     */
    FlowItem slice(FlowItem parent, long offset, long length);

    /** The item with these attributes added or changed. */
    FlowItem withAttributes(FlowItem item, Map<String, String> attributes);

    /** Sends the item out. */
    void transfer(FlowItem item, Route route);

    /** Puts the item back among the inputs, not to be handed out again for the host's penalty time. */
    void putBack(FlowItem item);

    /** Ends the item here. */
    void drop(FlowItem item);

    /** Whether a transfer to {@code route} would find room. */
    boolean accepts(Route route);

    /**
     * Has {@code action} run once everything that this session transferred is durable; not at all if that fails. What
     * it throws is reported as an error of the step.
     */
    void afterCommit(CommitAction action);

    /** What is done after a commit. */
    @FunctionalInterface
    interface CommitAction {
        void run() throws StepException;
    }
}
