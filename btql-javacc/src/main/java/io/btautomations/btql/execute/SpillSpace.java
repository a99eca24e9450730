package io.btautomations.btql.execute;

import java.io.IOException;

/** Where a run puts rows that it may not keep in memory. */
@FunctionalInterface
public interface SpillSpace {

    /** A new, empty file, which the caller closes. */
    SpillFile newFile() throws IOException;
}
