package io.btautomations.core.filter;

import io.btautomations.core.step.FlowItem;
import java.util.Map;

/** The rows of an input that go one way. For one thread. */
sealed interface Selection permits SelectedRows, SelectedRecords {

    /** How many rows were added. */
    long rows();

    /** Whether the rows are the whole input. */
    boolean isWholeInput();

    /**
     * The rows as an item with these attributes: a new one, unless they are the whole input. To be called once, after
     * the input's streams are closed.
     */
    FlowItem toItem(Map<String, String> attributes);

    /** Forgets the rows. */
    void discard();
}
