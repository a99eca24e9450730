package io.btautomations.btql.execute;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Bytes that are put away for a while. Closing gives them up; closing twice does no harm. */
public interface SpillFile extends Closeable {

    /** Takes the bytes; called once. The caller closes it before it reads. */
    OutputStream write() throws IOException;

    /** The bytes from the beginning. The caller closes it. */
    InputStream read() throws IOException;
}
