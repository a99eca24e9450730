package io.btautomations.engine.serve.log;

import java.io.IOException;

/** The rows of one object. Safe for use by several threads. */
interface ServedLog {

    /** What there is now; it stays as it is. */
    LogView view() throws IOException;
}
