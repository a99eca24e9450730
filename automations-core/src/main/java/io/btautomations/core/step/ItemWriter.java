package io.btautomations.core.step;

import java.io.OutputStream;
import java.util.Map;

/** Content on its way to becoming an item. To be ended by exactly one of {@link #finish} and {@link #discard}. */
public abstract class ItemWriter extends OutputStream {

    /**
     * Ends the content.
     *
     * @param attributes added to those of the parent
     * @return the new item, owned by the session and not yet transferred
     */
    public abstract FlowItem finish(Map<String, String> attributes);

    /** Drops what was written, as if the writer had never been asked for. */
    public abstract void discard();
}
