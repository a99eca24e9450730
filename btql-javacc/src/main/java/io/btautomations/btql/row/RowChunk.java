package io.btautomations.btql.row;

import java.io.IOException;
import java.util.List;

/** Rows as they were read. One thread, which need not be the one that read them, cuts them into blocks. */
public interface RowChunk {

    /** Rows that have been cut already, with bytes of their own. */
    static RowChunk of(RowBlock block) {
        return new CutChunk(List.of(block));
    }

    /**
     * The blocks, in their order; to be called once. They are valid until the chunk is released.
     *
     * @throws IOException if the rows are read only now, and cannot be
     */
    List<RowBlock> blocks() throws IOException;

    /** Rows in the blocks; known once those are. */
    int rowCount();

    /** Rows that are in no block, because they are longer than the limit; known once the blocks are. */
    long oversizedRows();
}
