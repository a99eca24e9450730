package io.btautomations.core.step;

import java.io.Closeable;
import java.io.IOException;

/**
 * The records in the content of an item that is not JSON, one after the other, as the host reads them. Holds no more
 * than one at a time. For one thread; while it is open, what holds for {@link StepSession#read} holds for the item.
 */
public interface ItemRecords extends Closeable {

    /**
     * Goes to the next record; false at the end.
     *
     * @throws ContentException if the content cannot be read as records
     * @throws IOException if the content cannot be read at all; to be tried again
     */
    boolean next() throws IOException;

    /**
     * The record at hand as one JSON object in UTF-8, without line end.
     *
     * @throws ContentException if the record cannot be told in JSON
     */
    byte[] row() throws ContentException;

    /**
     * Begins a new item of such records, in the form that the user chose for them; it inherits the attributes of this
     * one. To be called after {@link #next}.
     *
     * @throws ContentException if the records cannot take that form
     */
    ItemRecordWriter write() throws IOException;
}
