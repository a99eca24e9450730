package io.btautomations.core.step;

import java.io.IOException;
import java.util.Map;

/**
 * Records of an item on their way to becoming another item. To be ended by {@link #complete} and then {@link #finish},
 * or at any time by {@link #discard}.
 */
public interface ItemRecordWriter {

    /**
     * Adds the record at hand, with everything that it has and JSON would lose.
     *
     * @throws ContentException if the record cannot take the form that the user chose
     */
    void add() throws IOException;

    /**
     * Ends the content; no record may be added any more.
     *
     * @throws ContentException if the records cannot take the form that the user chose
     */
    void complete() throws IOException;

    /**
     * The complete content as an item.
     *
     * @param attributes added to those of the parent; but {@code mime.type} and {@code record.count} are those of the
     *     form that was written
     * @return the new item, owned by the session and not yet transferred
     */
    FlowItem finish(Map<String, String> attributes);

    /** Drops what was written, as if the writer had never been asked for. */
    void discard();
}
