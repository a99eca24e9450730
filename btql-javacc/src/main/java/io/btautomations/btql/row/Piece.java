package io.btautomations.btql.row;

import java.nio.ByteBuffer;

/**
 * Memory into which a large piece of a file is read. It begins with a page: streams of the JDK read into memory that
 * begins some bytes behind one, which costs several times as much on some processors.
 */
final class Piece {

    /** How much it holds. */
    static final int BYTES = 256 << 10;

    private static final int PAGE = 4 << 10;

    private Piece() {}

    /** A piece with nothing in it. */
    static ByteBuffer allocate() {
        return ByteBuffer.allocateDirect(BYTES + PAGE)
                .alignedSlice(PAGE)
                .slice(0, BYTES)
                .limit(0);
    }
}
