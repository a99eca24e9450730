package io.btautomations.btql.row;

import java.util.List;

/** Rows that have been cut when they were read. */
record CutChunk(List<RowBlock> blocks) implements RowChunk {

    CutChunk {
        blocks = List.copyOf(blocks);
    }

    @Override
    public int rowCount() {
        return blocks.stream().mapToInt(RowBlock::rowCount).sum();
    }

    @Override
    public long oversizedRows() {
        return 0;
    }
}
